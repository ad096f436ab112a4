package dev.stint.application.engine;

import dev.stint.application.api.extend.TaskTracer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes down each span when it is closed, and what it was opened within on its thread. */
final class RecordingTracer implements TaskTracer {

  final List<String> said = Collections.synchronizedList(new ArrayList<>());
  final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
  private final ThreadLocal<String> current = ThreadLocal.withInitial(() -> "");

  String current() {
    return current.get();
  }

  @Override
  public Span request(Requesting what, Map<String, String> headers) {
    String name = "request " + what.type().map(Object::toString).orElse("various");
    headers.put("traceparent", current.get() + "/" + name);
    return span(name + " x" + what.tasks());
  }

  @Override
  public Span run(Running what) {
    return span("run " + what.line().type() + " from " + what.headers().fields().values());
  }

  @Override
  public Span chunk(Chunking what) {
    return span("chunk " + what.action() + " x" + what.items());
  }

  private Span span(String name) {
    String before = current.get();
    current.set(before + "/" + name);
    Thread opener = Thread.currentThread();
    return new Said(
        name,
        closed -> {
          said.add(closed + (opener == Thread.currentThread() ? "" : " ELSEWHERE"));
          current.set(before);
        });
  }

  private final class Said implements Span {
    private String text;
    private final Consumer<String> closing;

    Said(String text, Consumer<String> closing) {
      this.text = text;
      this.closing = closing;
    }

    @Override
    public void action(String name) {
      text += " then " + name;
    }

    @Override
    public void failed(Throwable error) {
      errors.add(error);
      text += " failed";
    }

    @Override
    public void ended(String outcome) {
      text += " " + outcome;
    }

    @Override
    public void close() {
      closing.accept(text);
    }
  }
}
