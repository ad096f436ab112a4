package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Wakeups;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** No contract can be kept by doing nothing, and no test of a contract can be skipped. */
class ContractGuardTest {

  static Stream<Class<?>> idle() {
    return Arrays.stream(ContractGuardTest.class.getDeclaredClasses())
        .filter(c -> c.getSimpleName().startsWith("Idle"));
  }

  @ParameterizedTest
  @MethodSource("idle")
  void every_test_of_every_contract_fails_on_a_store_that_does_nothing(Class<?> contract) {
    Watched watched = watch(contract);

    assertThat(watched.passed).as("tests that a store passes by doing nothing").isEmpty();
    assertThat(watched.skipped).as("tests that were not run").isEmpty();
    assertThat(watched.failed).as("tests run").isNotEmpty().hasSize(watched.found);
  }

  @Test
  void every_contract_is_guarded() throws Exception {
    List<String> guarded = idle().map(c -> c.getSuperclass().getSimpleName()).toList();

    assertThat(guarded).containsExactlyInAnyOrderElementsOf(contracts());
    assertThat(guarded).contains("RunStoreContract", "KillPointContract");
  }

  private static List<String> contracts() throws Exception {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes())) {
      for (Path file : files.filter(f -> f.toString().endsWith("Contract.class")).toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (!name.equals("Contract")) {
          Class<?> type = Class.forName(Contract.class.getPackageName() + "." + name);
          assertThat(Modifier.isAbstract(type.getModifiers())).as(name + " is abstract").isTrue();
          names.add(name);
        }
      }
    }
    return names;
  }

  private static Path classes() throws Exception {
    URI here = Contract.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(here).resolve(Contract.class.getPackageName().replace('.', '/'));
  }

  @Test
  void no_contract_knows_a_way_to_skip() throws Exception {
    List<String> names = contracts();
    names.add("Contract");
    for (String name : names) {
      assertThat(Files.readString(classes().resolve(name + ".class"), StandardCharsets.ISO_8859_1))
          .as(name)
          .doesNotContain("Assum", "Disabled", "api/condition", "opentest4j/TestAborted")
          .contains("org/junit/jupiter/");
    }
  }

  @Test
  void the_guard_sees_what_passes_on_nothing_and_what_is_skipped() {
    Watched watched = watch(Hollow.class);

    assertThat(watched.passed).containsExactly("says_yes()");
    assertThat(watched.skipped).containsExactlyInAnyOrder("is_not_run()", "gives_up()");
    assertThat(watched.failed).isEmpty();
    assertThat(watched.found).isEqualTo(3);
  }

  private static Watched watch(Class<?> contract) {
    Watched watched = new Watched();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(contract))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    LauncherFactory.create().execute(request, watched);
    return watched;
  }

  /** Notes what became of each test. */
  private static final class Watched implements TestExecutionListener {
    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private int found;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
      found += (int) plan.countTestIdentifiers(TestIdentifier::isTest);
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier test) {
      found += test.isTest() ? 1 : 0;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.add(test.getDisplayName());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest()) {
        List<String> list =
            switch (result.getStatus()) {
              case SUCCESSFUL -> passed;
              case FAILED -> failed;
              case ABORTED -> skipped;
            };
        list.add(test.getDisplayName());
      }
    }
  }

  /** What no contract may be like. */
  static final class Hollow {
    @Test
    void says_yes() {}

    @Test
    @Disabled("to be seen by the guard")
    void is_not_run() {}

    @Test
    void gives_up() {
      throw new org.opentest4j.TestAbortedException();
    }
  }

  static final class IdleClaim extends ClaimContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleRunStore extends RunStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleRequestStore extends RequestStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleWorkerStore extends WorkerStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleSteerStore extends SteerStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleListOrder extends ListOrderContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleCount extends CountContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdlePurgeRows extends PurgeRowsContract {
    @Override
    protected Orders open() {
      return NoOrders.NONE;
    }
  }

  static final class IdleQueryStore extends QueryStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleRunHistory extends RunHistoryContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleChunkStore extends ChunkStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleKillPoint extends KillPointContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleRefusedWrite extends RefusedWriteContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }

    @Override
    protected Map<String, Refusal> refusals() {
      return Map.of("nothing", () -> () -> {});
    }
  }

  static final class IdleOlderHistory extends OlderHistoryContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleSecret extends SecretContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleUnknownCode extends UnknownCodeContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleWaitStore extends WaitStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleRegisterStore extends RegisterStoreContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleSerialKey extends SerialKeyContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleClock extends ClockContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleExtremes extends ExtremesContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleAgreement extends AgreementContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleSuccessor extends SuccessorContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleFence extends FenceContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleFallenBack extends FallenBackContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleMutexes extends MutexesContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }
  }

  static final class IdleTransaction extends TransactionContract {
    @Override
    protected StoreFixture open() {
      return StoreFixture.NONE;
    }

    @Override
    protected void write(ChunkStore.Session session, String word) {}

    @Override
    protected List<String> written() {
      return List.of();
    }

    @Override
    protected void inTransaction(Consumer<Object> work, boolean commit) {
      work.accept("transaction");
    }
  }

  static final class IdleWakeups extends WakeupsContract {
    @Override
    protected Wakeups open() {
      return Wakeups.NONE;
    }

    @Override
    protected Duration soon() {
      return Duration.ofMillis(300);
    }
  }
}
