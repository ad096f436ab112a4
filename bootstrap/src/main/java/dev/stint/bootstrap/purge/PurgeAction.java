package dev.stint.bootstrap.purge;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.extend.PurgeRule;
import dev.stint.bootstrap.purge.PurgeRules.Purge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deletes what a rule finds; what was not found when it began is for another time. */
final class PurgeAction implements ChunkedAction<Purge, String, String>, StartHook<Purge> {

  private final PurgeRules rules;

  PurgeAction(PurgeRules rules) {
    this.rules = rules;
  }

  @Override
  public Class<String> cursorType() {
    return String.class;
  }

  @Override
  public HookDecision<Purge> start(Purge arguments, ActionContext context) {
    PurgeRule rule = rules.rule(arguments.rule());
    Instant before = context.now().minus(rule.keep());
    return rule.active()
        ? HookDecision.proceed(new Purge(rule.name(), Optional.of(before.toString())))
        : HookDecision.drop("purge rule " + rule.name() + " is not active");
  }

  @Override
  public Chunk<String, String> next(Purge arguments, Optional<String> after, int size)
      throws Exception {
    List<String> keys = rules.rule(arguments.rule()).rows().find(after, size, before(arguments));
    String cursor = keys.isEmpty() ? after.orElse("") : keys.get(keys.size() - 1);
    return new Chunk<>(keys, cursor, keys.size() < size);
  }

  @Override
  public void process(Purge arguments, List<String> keys, ChunkContext context) throws Exception {
    rules.rule(arguments.rule()).rows().delete(keys, before(arguments));
  }

  private static Instant before(Purge arguments) {
    return Instant.parse(arguments.before().orElseThrow());
  }
}
