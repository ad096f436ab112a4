package dev.stint.testing;

/**
 * Where assertions on tasks begin: {@code assertThat(task).succeeded().after(3).attempts()}. Stands
 * beside the {@code assertThat} of AssertJ, and needs none of it.
 */
public final class StintAssertions {

  private StintAssertions() {}

  public static TaskAssert assertThat(TestTask task) {
    return new TaskAssert(task);
  }
}
