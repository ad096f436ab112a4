package dev.stint.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One verb as its server knows it: the text of its file after what all share, and its hash. */
record Script(byte[] text, byte[] sha) {

  /** Read once each from {@code lua/<verb>.lua}. Thread-safe. */
  static final class Shelf {
    /** Asked of every partition time and again; they pay for no function that they do not call. */
    private static final Set<String> LOOKING = Set.of("peek", "due");

    /** Moves tasks only as it says itself. To make what it does not call took it as long again. */
    private static final Set<String> READING = Set.of("claim");

    private final Map<String, Script> read = new ConcurrentHashMap<>();

    Script get(String verb) {
      return read.computeIfAbsent(verb, Shelf::script);
    }

    private static Script script(String verb) {
      byte[] text = Args.bytes(prelude(verb) + file(verb));
      try {
        byte[] sha = MessageDigest.getInstance("SHA-1").digest(text);
        return new Script(text, Args.bytes(HexFormat.of().formatHex(sha)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-1", e);
      }
    }

    private static String prelude(String verb) {
      String shared = file("common");
      if (LOOKING.contains(verb)) {
        return shared;
      }
      String reading = shared + Rules.ofStatuses() + file("record");
      return READING.contains(verb) ? reading : reading + Rules.ofChanges() + file("change");
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
