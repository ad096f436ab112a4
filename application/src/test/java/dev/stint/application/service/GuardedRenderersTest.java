package dev.stint.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.contract.PlainCodec;
import dev.stint.domain.ActionLink;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Renderers of a host that throw all that can be thrown, or answer nothing. */
class GuardedRenderersTest {

  private static final ActionLink LINK = ActionLink.of("file", "files").with("id", "7");
  private static final NoticeRenderer.Notice ABOUT =
      new NoticeRenderer.Notice(
          new TaskId(new UUID(7, 1)), new TaskTypeName("bill"), Optional.empty(), "u", "l");

  private static final class Hostile extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  static Stream<Supplier<String>> hosts() {
    return Stream.of(
        () -> null,
        () -> thrown(new IllegalStateException("told to")),
        () -> thrown(new AssertionError("told to")),
        () -> thrown(new OutOfMemoryError("told to")),
        () -> thrown(new StackOverflowError()),
        () -> thrown(new Hostile()));
  }

  private static String thrown(Throwable error) {
    return GuardedRenderersTest.<RuntimeException>sneaky(error);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> String sneaky(Throwable error) throws E {
    throw (E) error;
  }

  private static AskParts parts(Supplier<String> host) {
    return new AskParts(
        new Types(List.of()),
        new PlainCodec(),
        link -> host.get(),
        about -> host.get(),
        () -> 0,
        nanos -> {},
        Runnable::run);
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void the_default_words_are_shown_instead(Supplier<String> host) {
    assertThat(parts(host).links().url(LINK)).isEqualTo(LinkRenderer.DEFAULT.url(LINK));
    assertThat(parts(host).notices().notice(ABOUT)).isEqualTo(NoticeRenderer.DEFAULT.notice(ABOUT));
  }

  @ParameterizedTest
  @MethodSource("words")
  void what_a_host_says_is_shown(Supplier<String> host) {
    assertThat(parts(host).links().url(LINK)).isEqualTo("the host's");
    assertThat(parts(host).notices().notice(ABOUT)).isEqualTo("the host's");
  }

  static Stream<Supplier<String>> words() {
    return Stream.of(() -> "the host's");
  }
}
