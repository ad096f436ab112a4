package dev.stint.domain;

/**
 * How many messages of a task are kept so far, and so which ones still are: ordinary ones up to
 * {@value #MOST_ORDINARY}, marks ({@link Message.Level#mark}) beside them, both up to {@value
 * #MOST}. What comes after that is dropped: a task that talks without end fills no store, and its
 * talk alone never crowds out a milestone or a link.
 */
public record KeptMessages(long ordinary, long marks) {

  public static final KeptMessages NONE = new KeptMessages(0, 0);

  /** Most messages of a task that are no marks. */
  public static final int MOST_ORDINARY = 1_000;

  /** Most messages of a task in all. */
  public static final int MOST = 2_000;

  /** Whether one more of that level is kept. */
  public boolean takes(Message.Level level) {
    return ordinary + marks < MOST && (level.mark() || ordinary < MOST_ORDINARY);
  }

  /** With this many more of that level. */
  public KeptMessages and(Message.Level level, long more) {
    return level.mark()
        ? new KeptMessages(ordinary, marks + more)
        : new KeptMessages(ordinary + more, marks);
  }
}
