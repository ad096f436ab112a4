package dev.stint.spring.test;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Makes the context of a {@link StintTest}. */
final class StintTestContextBootstrapper extends TestSliceTestContextBootstrapper<StintTest> {

  StintTestContextBootstrapper() {}
}
