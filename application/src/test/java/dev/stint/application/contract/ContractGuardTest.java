package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.stint.application.spi.Wakeups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Guards the suites: each of their tests fails on stores that do nothing, and none can skip. */
class ContractGuardTest {

  private static final Path SOURCES =
      Path.of("src/test/java", ContractGuardTest.class.getPackageName().replace('.', '/'));

  static class IdleClaim extends ClaimContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static class IdleRun extends RunStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static class IdleRequest extends RequestStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static class IdleWorker extends WorkerStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static class IdleSteer extends SteerStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static class IdleKillPoint extends KillPointContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static class IdleWakeups extends WakeupsContract {
    @Override
    protected Wakeups open() {
      return Wakeups.NONE;
    }

    @Override
    protected Duration soon() {
      return Duration.ofMillis(300);
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IdleWakeups.class,
        IdleClaim.class,
        IdleRun.class,
        IdleRequest.class,
        IdleWorker.class,
        IdleSteer.class,
        IdleKillPoint.class
      })
  void every_test_of_a_contract_fails_on_a_store_that_does_nothing(Class<?> suite) {
    Heard heard = run(suite);

    assertThat(heard.failed).hasSizeGreaterThan(4);
    assertThat(heard.passed).isEmpty();
    assertThat(heard.skipped).isEmpty();
  }

  @Test
  void every_contract_is_guarded() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      List<String> contracts =
          files
              .map(f -> f.getFileName().toString().replace(".java", ""))
              .filter(n -> n.endsWith("Contract") && !n.equals("Contract"))
              .toList();
      List<String> guarded =
          Stream.of(ContractGuardTest.class.getDeclaredClasses())
              .map(c -> c.getSuperclass().getSimpleName())
              .toList();
      assertThat(guarded).containsAll(contracts);
    }
  }

  @Test
  void nothing_in_the_suites_can_skip_a_test() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> !f.toString().contains("Guard")).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain("@Disabled", "@Enabled", "Assumptions", "assumeTrue", "TestAborted");
      }
    }
  }

  private static Heard run(Class<?> suite) {
    Launcher launcher = LauncherFactory.create();
    Heard heard = new Heard();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(suite)).build(), heard);
    return heard;
  }

  /** What became of the tests. */
  private static final class Heard implements TestExecutionListener {
    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.add(test.getDisplayName());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        boolean success = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        (success ? passed : failed).add(test.getDisplayName());
      }
    }
  }
}
