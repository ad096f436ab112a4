package dev.stint.application.service;

/** Says why a wish cannot be met, in one sentence for people. */
final class SteerRefusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  SteerRefusal(String words) {
    super(words, null, false, false);
  }
}
