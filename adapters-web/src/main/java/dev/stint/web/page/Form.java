package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;

import dev.stint.web.HttpError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a form or a query said; a field left empty was not said. Immutable.
 *
 * @param values by name
 */
record Form(Map<String, String[]> values) {

  private static final int LONGEST_SENTENCE = 500;

  /**
   * @throws HttpError if the container cannot read it
   */
  static Form of(HttpServletRequest request) {
    try {
      request.setCharacterEncoding("UTF-8");
      return new Form(Map.copyOf(request.getParameterMap()));
    } catch (UnsupportedEncodingException | RuntimeException e) {
      throw new HttpError(SC_BAD_REQUEST, "the form cannot be read");
    }
  }

  Optional<String> text(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    String[] said = values.getOrDefault(name, new String[0]);
    return List.of(said).stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  /** What the domain makes of it; its refusal names the field. */
  static <T> T checked(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      String why = "the field '" + field + "': " + e.getMessage();
      throw new HttpError(
          SC_BAD_REQUEST, why.substring(0, Math.min(why.length(), LONGEST_SENTENCE)));
    }
  }
}
