package dev.stint.domain;

import java.util.Objects;

/**
 * An item that failed alone: its place ({@code item}, unique within its action, at most 200
 * characters), its content for a replay, and why it failed (cut at 2,000 characters).
 */
public record SetAside(String item, Payload content, String reason) {

  private static final int LONGEST_REASON = 2_000;

  public SetAside {
    Names.check("set-aside item", item, 200);
    Objects.requireNonNull(content, "content");
    reason = Texts.kept(reason, LONGEST_REASON);
  }
}
