package dev.stint.web.page;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scripts, styles and pictures, read once from the class path. Their path holds a hash of all of
 * them, so browsers may keep them until another build serves others. Immutable.
 */
final class Assets {

  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.7/dist/htmx.min.js";
  private static final int HASH_DIGITS = 12;
  private static final String JAVASCRIPT = "text/javascript;charset=utf-8";

  /** A file as it is served. */
  private record Asset(String type, byte[] bytes) {}

  private final Map<String, Asset> files = new LinkedHashMap<>();
  private final String version;

  private Assets() {
    files.put("htmx.js", new Asset(JAVASCRIPT, bytes(HTMX)));
    files.put("page.js", new Asset(JAVASCRIPT, bytes("page.js")));
    files.put("page.css", new Asset("text/css;charset=utf-8", bytes("page.css")));
    files.put("icon.svg", new Asset("image/svg+xml", bytes("icon.svg")));
    version = hash();
  }

  static Assets read() {
    return new Assets();
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (name, asset) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(asset.bytes());
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder in which they are served: {@code /assets/0123456789ab}. */
  String folder() {
    return "/assets/" + version;
  }

  /** Whether the path is of this folder; else nothing was written. */
  boolean serve(String path, HttpServletResponse response) throws IOException {
    String folder = folder() + "/";
    Asset asset = path.startsWith(folder) ? files.get(path.substring(folder.length())) : null;
    if (asset == null) {
      return false;
    }
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.setContentType(asset.type());
    response.setContentLength(asset.bytes().length);
    response.getOutputStream().write(asset.bytes());
    return true;
  }
}
