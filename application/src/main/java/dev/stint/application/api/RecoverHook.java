package dev.stint.application.api;

import dev.stint.domain.life.Failure;

/** Called before an action executes again after it failed, timed out or died. */
public interface RecoverHook<A> {

  HookDecision<A> recover(A arguments, Failure failure, ActionContext context) throws Exception;
}
