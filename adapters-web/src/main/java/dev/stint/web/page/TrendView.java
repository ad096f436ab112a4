package dev.stint.web.page;

import java.util.List;

/**
 * How it went lately, as a picture that is 720 wide and 120 high.
 *
 * @param day whether it is of the last day, not of the last hour
 * @param window as "last hour"
 * @param words what the picture shows, in a sentence
 * @param since how far back it reaches, in a sentence; empty if all the way
 * @param most what the highest column stands for; empty if nothing ended
 */
record TrendView(
    boolean day,
    String window,
    String words,
    String since,
    String most,
    List<Bar> bars,
    List<Number> numbers) {

  /**
   * What ended in a step.
   *
   * @param tone known, part (there may be more) or unknown
   * @param well the height of what ended well, from {@code y} on
   * @param failed the height of what failed, below it
   */
  record Bar(int x, int width, String tone, int y, int well, int failed, String title) {}

  /** A figure beside the picture. */
  record Number(String name, String figure) {}

  /**
   * A figure of a line as it went, in a picture 24 high.
   *
   * @param path of the line to draw; empty if nothing is known
   * @param wide how wide the picture is
   * @param most as "at most 7"
   * @param window as "last hour"
   */
  record Spark(String path, int wide, String most, String window) {}
}
