package dev.stint.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.operate.SteerResult;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document and the code say the same: each operation, parameter, field, answer and schema. */
class OpenApiTest {

  private static final Requested NEW =
      new Requested(
          CannedPorts.TASK, true, false, Optional.of(CannedPorts.TASK), false, Optional.empty());
  private static final Requested KNOWN = new Requested(CannedPorts.TASK, false, true);

  private final SchemaCheck schemas = new SchemaCheck();
  private final Set<String> answered = new TreeSet<>();

  private static List<OpenApiDocument.Operation> operations() {
    return OpenApiDocument.operations();
  }

  @Test
  void each_route_is_documented_with_its_parameters_fields_and_rights_and_nothing_else_is() {
    assertThat(operations().stream().map(OpenApiTest::told).toList())
        .containsExactlyInAnyOrderElementsOf(
            Router.ROUTES.stream().map(OpenApiTest::built).toList());
  }

  private static String built(Route route) {
    return "%s %s %s figures=%s query=%s body=%s"
        .formatted(
            route.method(),
            route.path(),
            route.role(),
            route.figures(),
            route.parameters(),
            route.fields());
  }

  private static String told(OpenApiDocument.Operation operation) {
    return "%s %s %s figures=%s query=%s body=%s"
        .formatted(
            operation.method(),
            operation.path(),
            operation.node().path("x-role").asText(),
            operation.node().path("x-figures").asBoolean(),
            operation.parameters("query"),
            operation.fields());
  }

  @Test
  void each_operation_has_a_name_of_its_own_and_each_reference_leads_somewhere() {
    assertThat(operations().stream().map(o -> o.node().path("operationId").asText()).toList())
        .doesNotContain("")
        .doesNotHaveDuplicates();
    List<String> references = OpenApiDocument.ROOT.findValuesAsText("$ref");
    assertThat(references).allMatch(r -> !OpenApiDocument.ROOT.at(r.substring(1)).isMissingNode());
    Set<String> used = new HashSet<>(references);
    for (String kind : List.of("schemas", "responses")) {
      JsonNode all = OpenApiDocument.ROOT.path("components").path(kind);
      assertThat(OpenApiDocument.names(all))
          .allMatch(name -> used.contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void the_document_is_served_as_it_is_in_the_jar() throws Exception {
    try (ApiSite site = new ApiSite()) {
      assertThat(site.get("/openapi.json").json()).isEqualTo(OpenApiDocument.ROOT);
    }
  }

  /**
   * Each answer that is documented comes, and fits its schema, which knows no more than what comes.
   */
  @Test
  void each_documented_answer_and_member_comes_and_no_other_does() throws Exception {
    try (ApiSite site = new ApiSite(p -> CannedPorts.of(true, SteerResult.DONE, NEW))) {
      for (OpenApiDocument.Operation operation : operations()) {
        call(site, operation);
        refused(site, operation);
      }
      many(site);
      cleaned(site);
    }
    try (ApiSite site = new ApiSite(p -> CannedPorts.of(false, SteerResult.SIGNALLED, KNOWN))) {
      for (OpenApiDocument.Operation operation : operations()) {
        boolean signals = operation.statuses().contains(202);
        if (signals || !operation.statuses().contains(409)) {
          call(site, operation);
        }
      }
      call(site, requesting(), r -> r.setHeader("Idempotency-Key", "k"));
    }
    try (ApiSite site = new ApiSite(p -> CannedPorts.of(false, SteerResult.REFUSED, NEW))) {
      for (OpenApiDocument.Operation operation : operations()) {
        call(site, operation);
      }
    }
    troubled();
    notAsync();
    unknown();
    assertThat(answered).containsExactlyElementsOf(documented());
    assertThat(new TreeSet<>(schemas.seen())).containsExactlyElementsOf(members());
  }

  private static OpenApiDocument.Operation requesting() {
    return operation("POST /tasks");
  }

  private static OpenApiDocument.Operation operation(String name) {
    return operations().stream().filter(o -> o.toString().equals(name)).findFirst().orElseThrow();
  }

  /** All that a search finds: asked, confirmed, and confirmed wrongly. */
  private void many(ApiSite site) throws Exception {
    OpenApiDocument.Operation steer = operation("POST /tasks/steer");
    String wish = "{\"search\":{\"status\":[\"FAILED\"]},\"verb\":\"PAUSE\"%s}";
    ApiSite.Reply asked = call(site, steer, ApiSite.posting(wish.formatted("")));
    for (String confirm : List.of(asked.json().path("confirm").asText(), "another")) {
      String confirmed = ",\"confirm\":\"" + confirm + "\"";
      call(site, steer, ApiSite.posting(wish.formatted(confirmed)));
    }
  }

  /** What is cleaned: asked, confirmed, and confirmed wrongly. */
  private void cleaned(ApiSite site) throws Exception {
    OpenApiDocument.Operation clean = operation("POST /clean");
    String wish = "{\"statuses\":[\"FAILED\"]%s}";
    ApiSite.Reply asked = call(site, clean, ApiSite.posting(wish.formatted("")));
    for (String confirm : List.of(asked.json().path("confirm").asText(), "another")) {
      call(site, clean, ApiSite.posting(wish.formatted(",\"confirm\":\"" + confirm + "\"")));
    }
  }

  /** Calls of which something is wrong. */
  private void refused(ApiSite site, OpenApiDocument.Operation operation) throws Exception {
    call(site, operation, ApiSite.as("nobody", ApiRole.READ));
    call(site, operation, r -> r.setHeader("Accept", "text/html"));
    call(site, operation, r -> r.uri(java.net.URI.create(uri(site, operation) + "?nonsense=1")));
    if (operation.changes()) {
      call(site, operation, ApiSite.as("root", ApiRole.READ));
      call(site, operation, r -> r.setHeader("If-Match", "\"1\""));
      call(site, operation, r -> r.setHeader("Content-Type", "text/plain"));
      call(site, operation, ApiSite.posting(" ".repeat(ApiSite.MAX_BODY + 1)));
    }
  }

  private void troubled() throws Exception {
    UnaryOperator<ApiPorts> broken =
        ports ->
            new ApiPorts(
                who -> {
                  throw new IllegalStateException("the password is swordfish");
                },
                ports.schedules(),
                ports.queues());
    try (ApiSite site = new ApiSite(broken)) {
      for (OpenApiDocument.Operation operation : operations()) {
        call(site, operation);
      }
    }
    UnaryOperator<ApiPorts> silent =
        ports ->
            new ApiPorts(
                who -> {
                  throw new UnknownOutcomeException(List.of(), new Exception());
                },
                ports.schedules(),
                ports.queues());
    try (ApiSite site = new ApiSite(silent)) {
      for (OpenApiDocument.Operation operation : operations()) {
        call(site, operation);
      }
    }
  }

  /** Answered by a host that does not allow what live events need. */
  private void notAsync() throws Exception {
    try (ApiSite site = new ApiSite(p -> CannedPorts.of(true, SteerResult.DONE, NEW), false)) {
      for (OpenApiDocument.Operation operation : operations()) {
        if (operation.isEvents()) {
          call(site, operation);
        }
      }
    }
  }

  /** What is not there, and what is not for those who see no figures. */
  private void unknown() throws Exception {
    try (ApiSite site = new ApiSite()) {
      for (OpenApiDocument.Operation operation : operations()) {
        if (operation.statuses().contains(404)) {
          call(site, operation);
        }
        if (operation.node().path("x-figures").asBoolean()) {
          call(site, operation, ApiSite.as("ann", ApiRole.ADMINISTER));
        }
      }
    }
  }

  private static String uri(ApiSite site, OpenApiDocument.Operation operation) {
    String path = operation.path().replace("{id}", CannedPorts.TASK.toString());
    return site.uri(path).toString();
  }

  @SafeVarargs
  private ApiSite.Reply call(
      ApiSite site, OpenApiDocument.Operation operation, UnaryOperator<HttpRequest.Builder>... more)
      throws Exception {
    List<UnaryOperator<HttpRequest.Builder>> changes = new ArrayList<>();
    changes.add(r -> operation.changes() ? ApiSite.posting(body(operation)).apply(r) : r);
    changes.addAll(List.of(more));
    String path = operation.path().replace("{id}", CannedPorts.TASK.toString());
    ApiSite.Reply reply =
        site.send(
            path,
            r -> {
              HttpRequest.Builder built = r;
              for (UnaryOperator<HttpRequest.Builder> change : changes) {
                built = change.apply(built);
              }
              return built;
            });
    String call = operation + " " + reply.status();
    answered.add(call);
    assertThat(reply.header("Content-Type"))
        .as(call)
        .isEqualTo(operation.mediaType(reply.status()));
    assertThat(schemas.problems(reply, operation)).as(call).isEmpty();
    assertThat(reply.http().body()).doesNotContain("swordfish").doesNotContain("Exception");
    return reply;
  }

  /** One of every field that can stand beside the others. */
  private static String body(OpenApiDocument.Operation operation) {
    if (operation.fields().contains("ids")) {
      return "{\"ids\":[\"%s\"],\"verb\":\"PAUSE\"}".formatted(CannedPorts.TASK);
    }
    if (operation.fields().contains("items")) {
      return "{\"items\":[\"row 7\"],\"action\":1}";
    }
    if (operation.fields().contains("cursor")) {
      return "{\"action\":\"send\",\"cursor\":{\"at\":7}}";
    }
    if (operation.fields().contains("olderThan")) {
      return "{\"types\":[\"host.mail\"],\"statuses\":[\"FAILED\"],\"olderThan\":\"P1D\",\"historyOnly\":true}";
    }
    return switch (operation.bodySchema().map(s -> operation.fields()).orElse(List.of()).size()) {
      case 0 -> "{}";
      case 1 -> operation.fields().contains("name") ? "{\"name\":\"default\"}" : "{\"priority\":7}";
      case 2 -> "{\"name\":\"default\",\"limit\":2}";
      case 5 -> "{\"retries\":3,\"retryWait\":\"PT1S\",\"keep\":\"P30D\",\"history\":5}";
      default -> "{\"type\":\"host.mail\",\"arguments\":\"x\"}";
    };
  }

  private static TreeSet<String> documented() {
    return operations().stream()
        .flatMap(o -> o.statuses().stream().map(s -> o + " " + s))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every member of every schema of answers. */
  private static TreeSet<String> members() {
    Set<String> asked =
        operations().stream()
            .map(o -> o.node().at("/requestBody/content/application~1json/schema/$ref").asText())
            .map(ref -> ref.replaceFirst(".*/", ""))
            .collect(Collectors.toSet());
    TreeSet<String> members = new TreeSet<>();
    new TreeMap<String, JsonNode>(schemas(asked))
        .forEach(
            (name, schema) ->
                OpenApiDocument.names(schema.path("properties"))
                    .forEach(member -> members.add(name + "." + member)));
    return members;
  }

  private static TreeMap<String, JsonNode> schemas(Set<String> without) {
    TreeMap<String, JsonNode> all = new TreeMap<>();
    OpenApiDocument.ROOT
        .at("/components/schemas")
        .fields()
        .forEachRemaining(
            e -> {
              if (!without.contains(e.getKey())) {
                all.put(e.getKey(), e.getValue());
              }
            });
    return all;
  }
}
