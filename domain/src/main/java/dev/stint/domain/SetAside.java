package dev.stint.domain;

/**
 * An item that failed alone: its place ({@code item}, unique within its action, at most 200
 * characters), its content for a replay, and why it failed.
 */
public record SetAside(String item, Payload content, String reason) {

  private static final int LONGEST_REASON = 2_000;

  public SetAside {
    Names.check("set-aside item", item, 200);
    reason = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
  }
}
