package dev.stint.web.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page that somebody looks at, of which they would like to be told.
 *
 * @param path of the servlet
 * @param form what its query says
 */
record LiveAddress(String path, Form form) {

  /** Where live events are. */
  static final String PATH = "/live";

  private static final String AT = "at";

  /** Of what stands behind {@link #PATH}. */
  static LiveAddress of(Form asked) {
    String at = asked.text(AT).orElse("/");
    int query = at.indexOf('?');
    return query < 0
        ? new LiveAddress(at, new Form(Map.of()))
        : new LiveAddress(at.substring(0, query), form(at.substring(query + 1)));
  }

  /** Where the events of a page are. */
  static String events(String address) {
    return PATH + "?" + AT + "=" + TaskQuery.encoded(address);
  }

  private static Form form(String query) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int sign = pair.indexOf('=');
      String name = sign < 0 ? pair : pair.substring(0, sign);
      String value = sign < 0 ? "" : pair.substring(sign + 1);
      all.computeIfAbsent(decoded(name), n -> new ArrayList<>()).add(decoded(value));
    }
    Map<String, String[]> values = new LinkedHashMap<>();
    all.forEach((name, said) -> values.put(name, said.toArray(new String[0])));
    return new Form(values);
  }

  private static String decoded(String text) {
    return Form.checked(AT, () -> URLDecoder.decode(text, StandardCharsets.UTF_8));
  }
}
