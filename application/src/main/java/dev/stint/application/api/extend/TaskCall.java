package dev.stint.application.api.extend;

import dev.stint.application.api.ActionContext;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskTypeName;
import java.util.Optional;

/**
 * One call of an action as its interceptors see it. For the action's own thread only.
 *
 * @param action the action's name in its definition
 * @param worker the id of the worker that runs it; empty inline
 */
public record TaskCall(
    TaskTypeName type,
    String action,
    Object arguments,
    Optional<Owner> owner,
    String worker,
    ActionContext context) {}
