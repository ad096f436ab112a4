package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule of the house fails on a class that breaks it. */
class ArchitectureGuardTest {

  private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.stint");

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("ImpureDomain", ArchitectureTest.the_domain_is_pure),
        Arguments.of("LearnedSpi", ArchitectureTest.the_spi_knows_the_domain_only),
        Arguments.of("RunningApi", ArchitectureTest.the_api_knows_no_engine),
        Arguments.of("AdaptedEngine", ArchitectureTest.the_application_knows_no_adapter),
        Arguments.of("DecidingAdapter", ArchitectureTest.adapters_know_no_engine),
        Arguments.of("RulingAdapter.over", ArchitectureTest.no_store_compares_a_status),
        Arguments.of("RulingAdapter$1", ArchitectureTest.no_store_compares_a_status),
        Arguments.of("RulingAdapter", ArchitectureTest.no_store_has_a_duration_of_its_own),
        Arguments.of(
            "NosyServlet", ArchitectureTest.the_web_adapter_knows_the_api_and_no_other_adapter),
        Arguments.of("NosyServlet", ArchitectureTest.no_adapter_knows_another),
        Arguments.of("WebRows", ArchitectureTest.bootstrap_and_the_command_know_no_web_server),
        Arguments.of("HostWithBaggage", ArchitectureTest.bootstrap_serves_no_web),
        Arguments.of(
            "HostWithBaggage",
            ArchitectureTest.bootstrap_knows_no_command_no_driver_and_no_logging_backend),
        Arguments.of("HostWithBaggage", ArchitectureTest.only_the_wiring_knows_guice),
        Arguments.of("RunningApi", ArchitectureTest.only_bootstrap_knows_the_engine),
        Arguments.of("NosyRoom", ArchitectureTest.the_rooms_of_the_engine_know_those_below_only),
        Arguments.of("ImpureDomain", ArchitectureTest.packages_have_no_cycle));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_notices_what_breaks_it(String culprit, ArchRule rule) {
    assertThat(rule.evaluate(ALL).getFailureReport().getDetails())
        .anyMatch(d -> d.contains(culprit));
  }
}
