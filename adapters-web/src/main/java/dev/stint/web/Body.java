package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
import static jakarta.servlet.http.HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads a request's body as text, if it is JSON and not too long. */
final class Body {

  private static final String JSON = "application/json";
  private static final int PIECE = 8_192;

  private Body() {}

  /**
   * @throws HttpError if it is no JSON in UTF-8, longer than that, or cut short
   */
  static String text(HttpServletRequest request, int most) {
    // The header itself: containers throw at a charset that they do not know.
    if (!isJson(String.valueOf(request.getHeader("Content-Type")))) {
      throw new HttpError(
          SC_UNSUPPORTED_MEDIA_TYPE, "the content type must be " + JSON + ", in UTF-8");
    }
    String coding = request.getHeader("Content-Encoding");
    if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
      throw new HttpError(
          SC_UNSUPPORTED_MEDIA_TYPE, "the body must come as it is, without a content encoding");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes(request, most)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new HttpError(SC_BAD_REQUEST, "the body is not UTF-8");
    } catch (IOException e) {
      throw new HttpError(SC_BAD_REQUEST, "the body did not come whole");
    }
  }

  /**
   * Reads on to the end, unless that is too far away. A container drops the connection of a body
   * that is still on its way, and a caller who does not know that loses the next call on it.
   */
  static boolean isOver(HttpServletRequest request, int most) {
    try {
      InputStream body = request.getInputStream();
      byte[] some = new byte[PIECE];
      for (int left = most; left > 0; ) {
        int read = body.read(some, 0, Math.min(some.length, left));
        if (read < 0) {
          return true;
        }
        left -= read;
      }
      return body.read() < 0;
    } catch (IOException e) {
      return false;
    } catch (IllegalStateException e) {
      return true; // A filter of the host reads it.
    }
  }

  /** At most one byte more than allowed is kept, whatever length the caller announced, if any. */
  private static byte[] bytes(HttpServletRequest request, int most) throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(most + 1);
    if (bytes.length > most) {
      throw new HttpError(SC_REQUEST_ENTITY_TOO_LARGE, "the body has more than " + most + " bytes");
    }
    return bytes;
  }

  private static boolean isJson(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return parts[0].strip().equals(JSON);
  }
}
