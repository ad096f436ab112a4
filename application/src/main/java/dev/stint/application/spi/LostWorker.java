package dev.stint.application.spi;

import dev.stint.domain.WorkerId;

/** A worker declared LOST (or without any row) that may still own tasks. */
public record LostWorker(WorkerId worker) {}
