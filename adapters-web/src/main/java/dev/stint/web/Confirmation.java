package dev.stint.web;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Keeps people from confirming what they did not ask about; no secret. */
public final class Confirmation {

  private Confirmation() {}

  /**
   * What they have to say.
   *
   * @param deed what is to be done
   * @param to which tasks, as it was said
   * @param who is to say it
   */
  public static String of(Object deed, String to, String who) {
    String all = deed + " " + to + " " + who;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
