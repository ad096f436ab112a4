package dev.stint.web;

import dev.stint.application.api.Principal;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.TasksAs;
import java.util.function.Function;

/**
 * What the API calls: of a built Stint {@code new ApiPorts(stint::as, stint.schedules(),
 * stint.queues())}.
 *
 * @param tasks the ports as the access policy allows them to somebody
 */
public record ApiPorts(
    Function<Principal, TasksAs> tasks, ScheduleTasks schedules, SteerQueues queues) {}
