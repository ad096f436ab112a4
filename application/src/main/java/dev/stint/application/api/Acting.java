package dev.stint.application.api;

/**
 * The ports for one principal: what they may not see is not listed and not found, what they may not
 * do is refused.
 */
public record Acting(RequestTasks tasks, AskTasks ask, SteerTasks steer, ReadRequests read) {}
