package dev.stint.application.api.extend;

import dev.stint.domain.ActionLink;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the URL of a link when it is shown; bound by the host. Thread-safe. */
@FunctionalInterface
public interface LinkRenderer {

  String url(ActionLink link);

  /** The route followed by its parameters as a query. */
  LinkRenderer DEFAULT =
      link ->
          link.params().isEmpty()
              ? link.route()
              : link.route() + (link.route().contains("?") ? "&" : "?") + query(link.params());

  private static String query(Map<String, String> params) {
    return params.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
