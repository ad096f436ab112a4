package dev.stint.web;

import dev.stint.jdbc.JdbcStores;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class NosyServlet {
  JdbcStores forbidden;

  NosyServlet(JdbcStores forbidden) {
    this.forbidden = forbidden;
  }
}
