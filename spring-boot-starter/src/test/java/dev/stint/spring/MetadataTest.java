package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.application.api.Config;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

/** What an IDE tells of the properties is what there is. */
class MetadataTest {

  private static final String PLACE = "/META-INF/spring-configuration-metadata.json";

  private final Map<String, JsonNode> described = new LinkedHashMap<>();

  MetadataTest() throws Exception {
    try (InputStream file = StintProperties.class.getResourceAsStream(PLACE)) {
      for (JsonNode property : new ObjectMapper().readTree(file).get("properties")) {
        described.put(property.get("name").asText(), property);
      }
    }
  }

  @Test
  void every_property_is_described_with_its_type() {
    List<RecordComponent> there = List.of(StintProperties.class.getRecordComponents());
    assertThat(there)
        .allSatisfy(
            c -> {
              JsonNode words = described.get(name(c));
              assertThat(words).as(name(c)).isNotNull();
              assertThat(words.get("description").asText()).endsWith(".");
              assertThat(words.get("type").asText()).isEqualTo(boxed(c.getType()).getName());
            });
    assertThat(described).hasSize(there.size() + 1).containsKey("stint.enabled");
  }

  /** Bound as if they had been written down, the described defaults change nothing. */
  @Test
  void the_defaults_that_are_described_are_those_that_hold() {
    Map<String, String> written = new LinkedHashMap<>();
    described.forEach(
        (name, words) -> {
          if (words.has("defaultValue")) {
            written.put(name, words.get("defaultValue").asText());
          }
        });
    Binder binder =
        new Binder(
            List.of(new MapConfigurationPropertySource(written)),
            null,
            ApplicationConversionService.getSharedInstance());
    StintProperties bound = binder.bindOrCreate("stint", StintProperties.class);

    assertThat(StintSettings.of(bound)).isEqualTo(Config.DEFAULT);
    StintProperties unset = new Binder().bindOrCreate("stint", StintProperties.class);
    assertThat(StintSettings.of(unset)).isEqualTo(Config.DEFAULT);
    assertThat(List.of(bound.store(), bound.migrate(), bound.run(), bound.stopPatience()))
        .isEqualTo(List.of(unset.store(), unset.migrate(), unset.run(), unset.stopPatience()));
  }

  private static String name(RecordComponent component) {
    String dashed = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
    return "stint." + dashed;
  }

  private static Class<?> boxed(Class<?> type) {
    return type == boolean.class ? Boolean.class : type;
  }
}
