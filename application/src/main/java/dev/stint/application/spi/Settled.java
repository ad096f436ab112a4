package dev.stint.application.spi;

import java.util.List;

/**
 * What became of settlements.
 *
 * @param landings in the order asked
 * @param successors what was claimed with them, in claim order
 * @param others whether a serial key may have come to a task that was not claimed with them
 */
public record Settled(List<WriteResult> landings, List<Claim> successors, boolean others) {}
