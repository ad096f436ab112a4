package dev.stint.web.page;

import java.util.List;

/** Workers as the store knows them. */
record WorkersView(List<Row> rows, String summary) {

  /** A worker. */
  record Row(
      String id,
      String label,
      boolean live,
      Moment renewed,
      String lease,
      List<String> types,
      List<TaskLine> running) {}
}
