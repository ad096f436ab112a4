package dev.stint.mongo;
final class Breaks { dev.stint.jdbc.JdbcStores stores; dev.stint.application.engine.Ticker t = dev.stint.application.engine.Ticker.SYSTEM; }
