package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents print compiles, and does what they say. */
class GuideTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Path HERE = Path.of("src/test/java/dev/stint/spring");

  @Test
  void the_code_of_the_page_is_code_that_runs() throws IOException {
    List<String> blocks = blocks(Files.readString(Path.of("../docs/spring-boot.md")));
    assertThat(blocks).hasSizeGreaterThan(3);
    String code = code();
    assertThat(blocks).allSatisfy(b -> assertThat(code).contains(b));
  }

  @Test
  void so_is_that_of_the_readme() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String section = readme.substring(readme.indexOf("### In a Spring Boot application"));
    String code = code();
    List<String> blocks = blocks(section.substring(0, section.indexOf("\n## ")));
    assertThat(blocks).isNotEmpty().allSatisfy(b -> assertThat(code).contains(b));
  }

  private static String code() throws IOException {
    return plain(Files.readString(HERE.resolve("Guide.java")))
        + plain(Files.readString(HERE.resolve("slice/SendingTest.java")));
  }

  /** How it is broken into lines, and what stands nested, is the formatter's. */
  private static String plain(String code) {
    return code.replaceAll("\\bstatic (class|final)", "$1").replaceAll("\\s+", "");
  }

  private static List<String> blocks(String page) {
    return BLOCK.matcher(page).results().map(m -> plain(m.group(1))).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:guide;DB_CLOSE_DELAY=-1"})
  void the_application_of_the_page_does_what_it_says(String url) {
    try (Running guide = Running.start(Guide.class, "spring.datasource.url=" + url)) {
      guide.jdbc().execute("create table orders (id bigint primary key, shipped boolean)");
      guide.jdbc().execute("create table prices (id bigint primary key, cents bigint)");
      guide.jdbc().execute("insert into prices select x, 100 from system_range(1, 500)");

      TaskId ship = guide.bean(Guide.Orders.class).place(7);
      TaskId raise = guide.tasks().request(Guide.RAISE.with(new Guide.Raise(2))).id();

      assertThat(guide.end(ship)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(guide.count("orders where shipped")).isEqualTo(1);
      assertThat(guide.end(raise)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(guide.count("prices where cents = 102")).isEqualTo(500);
    }
  }
}
