package dev.stint.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a task offers people to click: the host makes a URL of its route and parameters when it is
 * shown, so links outlive a move of the host.
 *
 * @param text 1 to 200 characters
 * @param route as the host names its pages; 1 to 500 characters
 * @param params of the route, in their order
 * @param target the window or frame it opens in; empty means the same one
 */
public record ActionLink(String text, String route, Map<String, String> params, String target) {

  public ActionLink {
    Names.check("a link's text", text, 200);
    Names.check("a link's route", route, 500);
    Objects.requireNonNull(target, "target");
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** A link without parameters that opens where it is shown. */
  public static ActionLink of(String text, String route) {
    return new ActionLink(text, route, Map.of(), "");
  }

  /** A copy with one more parameter. */
  public ActionLink with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(params);
    more.put(name, value);
    return new ActionLink(text, route, more, target);
  }

  /** The same in another window or frame, such as {@code _blank}. */
  public ActionLink in(String window) {
    return new ActionLink(text, route, params, window);
  }
}
