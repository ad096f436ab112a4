package dev.stint.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final int LONG = 100_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:x://ann:s3cret@host/db | jdbc:x://***@host/db",
        "redis://:s3cret@host | redis://***@host",
        "a?user=ann&password=s3cret&x=1 | a?user=ann&password=***&x=1",
        "my.Api-Token=abc; sslpassword=def | my.Api-Token=***; sslpassword=***",
        "a=password=x | a=password=***",
        "tokens are kept, a=b | tokens are kept, a=b"
      })
  void passwords_are_hidden(String text, String shown) {
    assertThat(Secrets.hidden(text)).isEqualTo(shown);
  }

  /** Seen to fail where each character of a word was tried as its beginning: minutes for this. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "xy.-", "//a:", "//", "token", "=", "//a:b "})
  void a_long_text_is_looked_at_once(String of) {
    String text = of.repeat(LONG / of.length());

    assertThat(looks(Secrets.FIELD, text)).isLessThan(60L * LONG);
    assertThat(looks(Secrets.USER, text)).isLessThan(2_000L * LONG);
  }

  @Test
  void a_long_word_is_shown_as_it_is() {
    String text = "x".repeat(LONG);

    assertThat(Secrets.hidden(text)).isEqualTo(text);
  }

  /** How often the pattern looks at a character to find that it is nowhere, or everywhere. */
  private static long looks(Pattern pattern, String text) {
    AtomicLong looks = new AtomicLong();
    CharSequence watched =
        new CharSequence() {
          @Override
          public int length() {
            return text.length();
          }

          @Override
          public char charAt(int index) {
            looks.incrementAndGet();
            return text.charAt(index);
          }

          @Override
          public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
          }
        };
    long found = pattern.matcher(watched).results().count();
    assertThat(found).isBetween(0L, (long) text.length());
    return looks.get();
  }
}
