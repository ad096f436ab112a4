package dev.stint.web.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A link that data offers, if it leads somewhere harmless.
 *
 * @param url empty if it was refused; then only the text is shown
 */
record SafeLink(String text, String url) {

  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  static SafeLink of(String text, String url) {
    String shown = text.isBlank() ? url : text;
    return new SafeLink(shown, harmless(url).orElse(""));
  }

  /** Only what leads to a web page or a letter: scripts and documents in a URL are refused. */
  private static Optional<String> harmless(String url) {
    try {
      URI uri = new URI(url);
      boolean named = uri.getScheme() != null;
      boolean well = !named || SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT));
      boolean ours = named || (url.startsWith("/") && !url.startsWith("//"));
      return Optional.of(url).filter(u -> well && ours);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
