package dev.stint.command;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.stint.domain.life.TaskStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom: docs/architecture.md. */
@AnalyzeClasses(packages = "dev.stint", importOptions = ArchitectureTest.MainOnly.class)
class ArchitectureTest {

  private static final int LONGEST_FILE = 300;

  private static final String[] STORES = {
    "dev.stint.jdbc..", "dev.stint.mongo..", "dev.stint.redis..", "dev.stint.application.memory.."
  };

  /**
   * Knows the test folders of quick builds too, jars of tests, and the contracts that are packed.
   */
  static final class MainOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-")
          && !location.contains("-tests.jar")
          && !location.contains("/application/contract/");
    }
  }

  @ArchTest
  static final ArchRule the_domain_is_pure =
      classes()
          .that()
          .resideInAPackage("dev.stint.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.stint.domain..", "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule the_spi_knows_the_domain_only =
      classes()
          .that()
          .resideInAPackage("dev.stint.application.spi..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.application.spi..",
              "dev.stint.domain..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule the_api_knows_no_engine =
      noClasses()
          .that()
          .resideInAPackage("dev.stint.application.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.application.engine..",
              "dev.stint.application.service..",
              "dev.stint.application.memory..");

  @ArchTest
  static final ArchRule the_application_knows_no_adapter =
      noClasses()
          .that()
          .resideInAPackage("dev.stint.application..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.jdbc..",
              "dev.stint.mongo..",
              "dev.stint.redis..",
              "dev.stint.web..",
              "dev.stint.bootstrap..",
              "dev.stint.command..",
              "java.sql..",
              "org.jdbi..",
              "com.mongodb..",
              "redis.clients..",
              "jakarta.servlet..",
              "com.google.inject..",
              "io.micrometer..");

  @ArchTest
  static final ArchRule adapters_know_no_engine =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.stint.jdbc..", "dev.stint.mongo..", "dev.stint.redis..", "dev.stint.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.application.engine..",
              "dev.stint.application.service..",
              "dev.stint.application.memory..",
              "dev.stint.bootstrap..",
              "dev.stint.command..",
              "com.google.inject..");

  @ArchTest
  static final ArchRule the_mongo_adapter_knows_its_driver_and_no_other_adapter =
      classes()
          .that()
          .resideInAPackage("dev.stint.mongo..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.mongo..",
              "dev.stint.application.spi..",
              "dev.stint.application.api..",
              "dev.stint.domain..",
              "com.mongodb..",
              "org.bson..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule the_redis_adapter_knows_its_driver_and_no_other_adapter =
      classes()
          .that()
          .resideInAPackage("dev.stint.redis..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.redis..",
              "dev.stint.application.spi..",
              "dev.stint.application.api..",
              "dev.stint.domain..",
              "redis.clients.jedis..",
              "java..",
              "org.jspecify.annotations..");

  /** A driving adapter: no store is behind it, so it has no use for the spi. */
  @ArchTest
  static final ArchRule the_web_adapter_knows_the_api_and_no_other_adapter =
      classes()
          .that()
          .resideInAPackage("dev.stint.web..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.web..",
              "dev.stint.application.api..",
              "dev.stint.application.log..",
              "dev.stint.domain..",
              "jakarta.servlet..",
              "com.fasterxml.jackson.core..",
              "gg.jte..",
              "org.slf4j..",
              "java..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule no_adapter_knows_another =
      slices().matching("dev.stint.(jdbc|mongo|redis|web)..").should().notDependOnEachOther();

  /** Seen to fail with the JDBC modules' name in the pattern: a host ships only what it uses. */
  @ArchTest
  static final ArchRule only_classes_named_after_redis_know_redis =
      noClasses()
          .that()
          .resideInAnyPackage("dev.stint.bootstrap..", "dev.stint.command..")
          .and()
          .haveNameNotMatching(".*\\.Redis\\w+(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.stint.redis..", "redis.clients..");

  /** A host mounts the servlet itself; the command serves it in one place. */
  @ArchTest
  static final ArchRule bootstrap_and_the_command_know_no_web_server =
      noClasses()
          .that()
          .resideInAnyPackage("dev.stint.bootstrap..", "dev.stint.command..")
          .and()
          .resideOutsideOfPackage("dev.stint.command.web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.servlet..", "org.eclipse.jetty..");

  @ArchTest
  static final ArchRule bootstrap_serves_no_web =
      noClasses()
          .that()
          .resideInAPackage("dev.stint.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.stint.web..");

  /** What a host embeds brings no driver, no pool, no log and no command line of its own. */
  @ArchTest
  static final ArchRule bootstrap_knows_no_command_no_driver_and_no_logging_backend =
      noClasses()
          .that()
          .resideInAPackage("dev.stint.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.command..",
              "ch.qos.logback..",
              "picocli..",
              "me.tongfei..",
              "org.jline..",
              "com.zaxxer..",
              "org.sqlite..",
              "org.postgresql..",
              "org.mariadb..",
              "com.mongodb..",
              "redis.clients..");

  /** Guice is optional for a host that uses the plain builder. */
  @ArchTest
  static final ArchRule only_the_wiring_knows_guice =
      noClasses()
          .that()
          .resideInAPackage("dev.stint.bootstrap..")
          .and()
          .resideOutsideOfPackage("dev.stint.bootstrap.wiring..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google..", "dev.stint.bootstrap.wiring..");

  /** Public there means: for another room. Hosts use the api only. */
  @ArchTest
  static final ArchRule only_bootstrap_knows_the_engine =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.stint.application.engine..", "dev.stint.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.stint.application.engine..");

  /** Hosts test with any framework, on any store; what they assert with is their own. */
  @ArchTest
  static final ArchRule the_test_kit_knows_no_adapter_and_no_test_framework =
      noClasses()
          .that()
          .resideInAPackage("dev.stint.testing")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.stint.testing.junit..",
              "dev.stint.jdbc..",
              "dev.stint.mongo..",
              "dev.stint.redis..",
              "dev.stint.web..",
              "dev.stint.command..",
              "org.junit..",
              "org.assertj..",
              "org.awaitility..");

  private static final String ENGINE = "dev.stint.application.engine";

  /** Each room knows those before it. */
  @ArchTest
  static final ArchRule the_rooms_of_the_engine_know_those_below_only =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(ENGINE + "..")
          .layer("base")
          .definedBy(ENGINE + ".base..")
          .layer("action")
          .definedBy(ENGINE + ".action..")
          .layer("claim")
          .definedBy(ENGINE + ".claim..")
          .layer("write")
          .definedBy(ENGINE + ".write..")
          .layer("run")
          .definedBy(ENGINE + ".run..")
          .layer("upkeep")
          .definedBy(ENGINE + ".upkeep..")
          .layer("engine")
          .definedBy(ENGINE)
          .layer("inline")
          .definedBy(ENGINE + ".inline..")
          .whereLayer("inline")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("inline")
          .whereLayer("upkeep")
          .mayOnlyBeAccessedByLayers("engine")
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("upkeep", "engine", "inline")
          .whereLayer("write")
          .mayOnlyBeAccessedByLayers("run", "upkeep", "engine", "inline")
          .whereLayer("claim")
          .mayOnlyBeAccessedByLayers("write", "run", "upkeep", "engine", "inline")
          .whereLayer("action")
          .mayOnlyBeAccessedByLayers("claim", "write", "run", "upkeep", "engine", "inline");

  /** Stores and the reference translate; what follows from a status, the domain says. */
  @ArchTest
  static final ArchRule no_store_compares_a_status =
      noClasses()
          .that()
          .resideInAnyPackage(STORES)
          .should()
          .accessTargetWhere(
              owner(TaskStatus.class)
                  .and(
                      nameMatching(
                          "PENDING|BLOCKED|PAUSED|RUNNING|YIELDED|RETRYING|INTERRUPTED"
                              + "|SUCCEEDED|FAILED|CANCELLED|SUPERSEDED|compareTo|equals")))
          .as("no store names or compares a status");

  /**
   * Only for how long a driver may wait, or waits before it connects anew, does an adapter say
   * itself: Listening, the statement timeout of PostgresTransactions, what MysqlDialect reads of
   * its server, and how long PooledDatabase and PatientSource wait for their turn, as databases do
   * for a lock.
   */
  @ArchTest
  static final ArchRule no_store_has_a_duration_of_its_own =
      noClasses()
          .that()
          .resideInAnyPackage(STORES)
          .and()
          .haveNameNotMatching(
              ".*\\.(Listening|PostgresTransactions|MysqlDialect|PooledDatabase"
                  + "|PatientSource)(\\$.*)?")
          .should()
          .accessTargetWhere(
              owner(Duration.class)
                  .and(nameMatching("of(Days|Hours|Minutes|Seconds|Millis)|parse")))
          .as("no store says for how long");

  private static DescribedPredicate<JavaAccess<?>> owner(Class<?> type) {
    return DescribedPredicate.describe(
        "of " + type.getSimpleName(), access -> access.getTargetOwner().isEquivalentTo(type));
  }

  private static DescribedPredicate<JavaAccess<?>> nameMatching(String pattern) {
    return DescribedPredicate.describe(
        "named " + pattern, access -> access.getTarget().getName().matches(pattern));
  }

  @ArchTest
  static final ArchRule packages_have_no_cycle =
      slices().matching("dev.stint.(**)").should().beFreeOfCycles();

  @ArchTest
  static void all_modules_are_looked_at(JavaClasses all) {
    assertThat(all)
        .extracting(c -> c.getPackageName())
        .contains(
            "dev.stint.command",
            "dev.stint.domain",
            "dev.stint.jdbc",
            "dev.stint.mongo",
            "dev.stint.redis",
            "dev.stint.testing",
            "dev.stint.web");
  }

  @Test
  void no_main_file_is_over_300_lines() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      List<Path> sources =
          files
              .filter(f -> f.toString().contains("src/main/java") && f.toString().endsWith(".java"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(100);
      assertThat(sources.stream().filter(f -> lines(f) > LONGEST_FILE)).isEmpty();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
