package dev.stint.command.table;

/**
 * A column of a table.
 *
 * @param rank 0 is always shown; of the others, the greatest is left out first where room is short
 */
public record Column(String title, Kind kind, int rank) {

  /** How its cells take the room there is. */
  public enum Kind {
    /** Never cut: an id that is cut cannot be used. */
    WHOLE(Integer.MAX_VALUE, Integer.MAX_VALUE),
    /** Never cut, and aligned to the right. */
    NUMBER(Integer.MAX_VALUE, Integer.MAX_VALUE),
    /** Cut with an ellipsis where room is short. */
    TEXT(8, 14),
    /** Goes on in the next line where room is short. */
    PROSE(16, 30);

    private final int least;
    private final int comfortable;

    Kind(int least, int comfortable) {
      this.least = least;
      this.comfortable = comfortable;
    }

    /** Cells for whose sake columns of another rank are left out, if its text has that many. */
    int comfortable() {
      return comfortable;
    }

    /** Cells that it keeps however little room there is, if its text has that many. */
    int least() {
      return least;
    }
  }

  public static Column whole(String title, int rank) {
    return new Column(title, Kind.WHOLE, rank);
  }

  public static Column number(String title, int rank) {
    return new Column(title, Kind.NUMBER, rank);
  }

  public static Column text(String title, int rank) {
    return new Column(title, Kind.TEXT, rank);
  }

  public static Column prose(String title, int rank) {
    return new Column(title, Kind.PROSE, rank);
  }
}
