package dev.stint.application.engine.claim;

/** What a worker claims with, whether the fetcher claims or a settlement does. */
public record ClaimParts(
    Claims claims,
    ClaimableLines lines,
    ClaimAhead ahead,
    Admission admission,
    Intake intake,
    FetchSignals signals) {}
