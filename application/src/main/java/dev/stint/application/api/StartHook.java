package dev.stint.application.api;

/** Called once before an action first executes. */
public interface StartHook<A> {

  HookDecision<A> start(A arguments, ActionContext context) throws Exception;
}
