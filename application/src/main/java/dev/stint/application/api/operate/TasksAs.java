package dev.stint.application.api.operate;

import dev.stint.application.api.RequestTasks;

/**
 * The ports for one principal: what they may not see is not listed and not found, what they may not
 * do is refused.
 */
public record TasksAs(
    RequestTasks tasks, AskTasks ask, SteerTasks steer, ReadRequests read, CleanTasks clean) {}
