package dev.stint.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One verb as its server knows it: the text of its file after what it needs of what all share, and
 * its hash.
 */
record Script(byte[] text, byte[] sha) {

  /** Read once each from {@code lua/<verb>.lua}. Thread-safe. */
  static final class Shelf {
    private static final Prelude SHARED =
        new Prelude(
            file("common")
                + Rules.ofStatuses()
                + file("record")
                + Rules.ofChanges()
                + file("change"));

    /** What a script falls back on, as its function {@code rarely}. */
    private static final Map<String, String> SELDOM = Map.of("insert", "insert_each");

    private final Map<String, Script> read = new ConcurrentHashMap<>();

    Script get(String verb) {
      return read.computeIfAbsent(verb, Shelf::script);
    }

    private static Script script(String verb) {
      String own = file(verb);
      String shared =
          Optional.ofNullable(SELDOM.get(verb))
              .map(seldom -> SHARED.of(own, "rarely", file(seldom)))
              .orElseGet(() -> SHARED.of(own));
      byte[] text = Args.bytes(shared + own);
      try {
        byte[] sha = MessageDigest.getInstance("SHA-1").digest(text);
        return new Script(text, Args.bytes(HexFormat.of().formatHex(sha)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-1", e);
      }
    }

    private static String file(String name) {
      try (InputStream in = Script.class.getResourceAsStream("lua/" + name + ".lua")) {
        if (in == null) {
          throw new IllegalStateException("no script " + name);
        }
        return Args.text(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
