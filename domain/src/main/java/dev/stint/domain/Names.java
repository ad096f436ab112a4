package dev.stint.domain;

/** The one rule for names and keys: 1 to a stated number of printable characters. */
final class Names {

  private Names() {}

  static String check(String what, String value, int longest) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    if (value.length() > longest) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters; at most " + longest + " are allowed");
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        refuse(what, value.charAt(i));
      }
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i)) && !pair(value, i++)) {
        throw new IllegalArgumentException(what + " must not hold half a surrogate pair");
      }
    }
    return value;
  }

  private static boolean pair(String value, int at) {
    return at + 1 < value.length()
        && Character.isSurrogatePair(value.charAt(at), value.charAt(at + 1));
  }

  private static void refuse(String what, int character) {
    throw new IllegalArgumentException(
        "%s must not hold the control character U+%04X".formatted(what, character));
  }
}
