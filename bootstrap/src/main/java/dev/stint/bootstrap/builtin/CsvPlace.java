package dev.stint.bootstrap.builtin;

/** Where reading goes on: the byte and the line (from 1) of the next record. */
public record CsvPlace(long offset, long line) {}
