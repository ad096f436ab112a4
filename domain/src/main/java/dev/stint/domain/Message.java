package dev.stint.domain;

/** A line that a task leaves for people; cut at 2,000 characters. The store adds the time. */
public record Message(Level level, String text) {

  private static final int LONGEST_TEXT = 2_000;

  /** How loud. */
  public enum Level {
    INFO,
    WARNING,
    ERROR,
    /** Its text names a milestone that the task reached; durable as the write that carries it. */
    MILESTONE,
    /** Its text is an action link in the codec's form; the newest counts. */
    LINK;

    /**
     * Whether it marks something that is looked for later; {@link KeptMessages} has room for it.
     */
    public boolean mark() {
      return this == MILESTONE || this == LINK;
    }
  }

  public Message {
    text = Texts.kept(text, LONGEST_TEXT);
  }
}
