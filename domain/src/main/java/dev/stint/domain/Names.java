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
    value.chars().filter(Character::isISOControl).findFirst().ifPresent(c -> refuse(what, c));
    if (value.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw new IllegalArgumentException(what + " must not hold half a surrogate pair");
    }
    return value;
  }

  private static void refuse(String what, int character) {
    throw new IllegalArgumentException(
        "%s must not hold the control character U+%04X".formatted(what, character));
  }
}
