package dev.stint.command.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps passwords of URLs out of what people read: messages, errors, the log. Thread-safe. */
public final class Secrets {

  private static final String HIDDEN = "***";

  /** A shorter one would blot out ordinary words. */
  private static final int SHORTEST = 4;

  /** {@code //user:password@host}; a password may hold anything but blanks and quotes. */
  static final Pattern USER = Pattern.compile("//([^\\s/:@\"']{0,1000}+):([^\\s\"']{0,1000})@");

  /** Looks at a name from its beginning only: a text may be one long word, as base64 is. */
  static final Pattern FIELD =
      Pattern.compile(
          "(?i)(?<![\\w.-])(?=[\\w.-]*?(?:password|passwd|pwd|passphrase|secret|token))"
              + "([\\w.-]++)=([^&;,\\s\"'})]+)");

  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  private Secrets() {}

  /** Reads the passwords of a URL, which are hidden from now on wherever they turn up. */
  public static void learn(String url) {
    learn(USER.matcher(url));
    learn(FIELD.matcher(url));
  }

  private static void learn(Matcher found) {
    while (found.find()) {
      learnPassword(found.group(2));
    }
  }

  private static void learnPassword(String password) {
    know(password);
    try {
      know(URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // Not encoded at all: known as it is.
      know(password);
    }
  }

  private static void know(String password) {
    if (password.length() >= SHORTEST) {
      KNOWN.add(password);
    }
  }

  /** The text without the passwords in it, and without the user's name in URLs that hold both. */
  public static String hidden(String text) {
    String shown = USER.matcher(text).replaceAll("//" + HIDDEN + "@");
    shown = FIELD.matcher(shown).replaceAll("$1=" + HIDDEN);
    for (String password : KNOWN) {
      shown = shown.replace(password, HIDDEN);
    }
    return shown;
  }
}
