package dev.stint.web;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class NosyServlet {
  dev.stint.jdbc.JdbcStores forbidden;

  NosyServlet(dev.stint.jdbc.JdbcStores forbidden) {
    this.forbidden = forbidden;
  }
}
