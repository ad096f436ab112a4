package dev.stint.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether pages of the host may show somebody their own tasks in a frame, and of which origins.
 * Immutable.
 *
 * @param on whether there is such a view at all
 * @param origins of pages that may frame it, beside those of its own origin
 */
public record Embedding(boolean on, Set<String> origins) {

  /** There is no such view: what holds unless the host says otherwise. */
  public static final Embedding OFF = new Embedding(false, Set.of());

  /** For pages of the page's own origin. */
  public static final Embedding SAME_ORIGIN = new Embedding(true, Set.of());

  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");

  /**
   * @throws IllegalArgumentException if an origin is none: it is a scheme, a host and perhaps a
   *     port
   */
  public Embedding {
    origins = Set.copyOf(origins);
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "an origin is written https://host or https://host:port, not '" + origin + "'");
      }
    }
  }

  /**
   * For pages of these origins, too: {@code https://shop.example.com}.
   *
   * @throws IllegalArgumentException if one is no origin
   */
  public Embedding in(String... more) {
    Set<String> all = new LinkedHashSet<>(origins);
    all.addAll(List.of(more));
    return new Embedding(true, all);
  }

  /** As a content security policy names them. */
  public String ancestors() {
    List<String> all = new ArrayList<>(List.of("'self'"));
    origins.stream().sorted().forEach(all::add);
    return String.join(" ", all);
  }
}
