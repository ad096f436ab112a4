package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_OK;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The document that describes the API; a test holds it to the code. */
final class OpenApi {

  static final String PATH = "/openapi.json";

  private static final String TEXT = read();

  private OpenApi() {}

  static List<Route> all() {
    return List.of(Route.get(PATH, List.of(), call -> answer()));
  }

  private static ApiAnswer answer() {
    return new ApiAnswer(SC_OK, ApiAnswer.JSON, TEXT);
  }

  private static String read() {
    try (InputStream file =
        Objects.requireNonNull(OpenApi.class.getResourceAsStream("openapi.json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
