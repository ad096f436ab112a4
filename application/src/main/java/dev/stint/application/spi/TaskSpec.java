package dev.stint.application.spi;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import java.util.Optional;

/**
 * What a request fixes about a task; only steer fields (priority, options) change later.
 *
 * @param version of the arguments' shape
 * @param plan the actions named by the request, in the codec's form; NONE means the definition's
 * @param options per-task settings in the codec's form; NONE means the definition's
 */
public record TaskSpec(
    TaskId id,
    Line line,
    Lane lane,
    int priority,
    int version,
    Payload arguments,
    Payload plan,
    Payload options,
    Optional<String> name,
    Optional<Owner> owner,
    Optional<IdempotencyKey> key,
    Optional<SerialKey> serialKey) {}
