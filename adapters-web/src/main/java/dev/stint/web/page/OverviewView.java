package dev.stint.web.page;

import java.util.List;

/** How everything stands, at a glance. */
record OverviewView(
    TrendView trend,
    List<Card> cards,
    List<String> findings,
    List<Share> shares,
    List<Line> lines,
    boolean moreLines,
    Columns failures,
    List<TaskLine> failed,
    boolean empty) {

  /**
   * A figure.
   *
   * @param tone good, bad or plain
   * @param href where it leads
   */
  record Card(String name, String figure, String words, String tone, String href) {}

  /** The tasks of a status, as a part of a bar that is 1,000 wide. */
  record Share(Badge badge, String figure, int x, int width, String href) {}

  /** A line with ready tasks. */
  record Line(
      String queue,
      String type,
      String lane,
      String ready,
      TrendView.Spark depth,
      Moment oldest,
      TrendView.Spark waited,
      boolean held) {}

  /** How many in each hour of a day. */
  record Columns(List<Column> columns, String most, String words) {}

  /** An hour. */
  record Column(int x, int y, int height, String title) {}
}
