package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the API answers while its store does not serve, on every route that needs it before it
 * answers: live events tell of it.
 */
class ApiOutageTest {

  private static final List<String> NO_STORE_NEEDED = List.of("/openapi.json", "/events");

  private final ApiSite site = new ApiSite();

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  static Stream<Arguments> calls() {
    return Router.ROUTES.stream()
        .filter(route -> !NO_STORE_NEEDED.contains(route.path()))
        .flatMap(
            route ->
                Stream.of(StoreException.Kind.values()).map(kind -> Arguments.of(route, kind)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void trouble_that_may_pass_is_503_and_says_when_to_ask_again(
      Route route, StoreException.Kind kind) throws Exception {
    TaskId task = site.root().tasks().request(ApiSite.MAIL.with("x").owner("ann")).id();
    site.trouble(new StoreException(kind, "swordfish: connection refused"));

    ApiSite.Reply reply = ApiCalls.call(site, route, "root", ApiRole.ADMINISTER, task);

    boolean passes = kind != StoreException.Kind.PERMANENT || route.path().equals("/health");
    assertThat(reply.status()).isEqualTo(passes ? 503 : 500);
    assertThat(reply.header("Retry-After")).isEqualTo(passes ? "5" : "");
    assertThat(reply.header("Content-Type")).isEqualTo(ApiAnswer.PROBLEM);
    assertThat(reply.http().body()).doesNotContain("swordfish");
  }
}
