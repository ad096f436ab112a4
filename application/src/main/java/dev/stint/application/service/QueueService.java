package dev.stint.application.service;

import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.registers.GateRegister;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.Gate;
import java.util.List;
import java.util.OptionalInt;

/** Opens and closes gates. */
public final class QueueService implements SteerQueues {

  private final GateRegister gates;

  public QueueService(GateRegister gates) {
    this.gates = gates;
  }

  @Override
  public void pauseQueue(QueueName queue) {
    gates.change(Gate.of(queue), g -> g.closed(true));
  }

  @Override
  public void resumeQueue(QueueName queue) {
    gates.change(Gate.of(queue), g -> g.closed(false));
  }

  @Override
  public void pauseType(TaskTypeName type) {
    gates.change(Gate.of(type), g -> g.closed(true));
  }

  @Override
  public void resumeType(TaskTypeName type) {
    gates.change(Gate.of(type), g -> g.closed(false));
  }

  @Override
  public void limitQueue(QueueName queue, OptionalInt limit) {
    gates.change(Gate.of(queue), g -> g.limit(limit));
  }

  @Override
  public void limitType(TaskTypeName type, OptionalInt limit) {
    gates.change(Gate.of(type), g -> g.limit(limit));
  }

  @Override
  public List<Gate> list() {
    return gates.all();
  }
}
