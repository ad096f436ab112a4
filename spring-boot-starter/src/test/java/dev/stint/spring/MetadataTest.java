package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.application.api.Config;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
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
    Map<String, RecordComponent> there = new LinkedHashMap<>();
    for (RecordComponent c : StintProperties.class.getRecordComponents()) {
      there.put("stint." + dashed(c), c);
    }
    for (RecordComponent c : StintSecretsProperties.class.getRecordComponents()) {
      there.put("stint.secrets." + dashed(c), c);
    }
    for (RecordComponent c : StintWebProperties.class.getRecordComponents()) {
      there.put("stint.web." + dashed(c), c);
    }
    assertThat(there)
        .allSatisfy(
            (name, c) -> {
              JsonNode words = described.get(name);
              assertThat(words).as(name).isNotNull();
              assertThat(words.get("description").asText()).endsWith(".");
              assertThat(words.get("type").asText()).isEqualTo(boxed(c));
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
    assertThat(binder.bindOrCreate("stint.web", StintWebProperties.class))
        .isEqualTo(new Binder().bindOrCreate("stint.web", StintWebProperties.class));
  }

  private static String dashed(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
  }

  private static String boxed(RecordComponent component) {
    Type type = component.getGenericType();
    return (type == boolean.class ? Boolean.class : type).getTypeName();
  }
}
