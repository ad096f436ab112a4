package dev.stint.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No circle of classes inside a package; nested classes count with the class around them. */
@AnalyzeClasses(packages = "dev.stint", importOptions = ArchitectureTest.MainOnly.class)
class ClassCyclesTest {

  /** Circles that are left on purpose, by the simple names of their classes. */
  private static final List<Set<String>> KNOWN =
      List.of(
          // Sealed types and their cases, and types that make each other.
          Set.of("Timing", "CronTiming", "DelayTiming", "Missed"),
          Set.of("FailureClassifier", "FailureTypes", "HttpStatusException"),
          Set.of("ImportTarget", "NoImports", "CsvImport", "CsvHeader"),
          Set.of("StoreUrl", "JdbcUrl", "MongoUrl", "RedisUrl", "SqliteFile"),
          Set.of("Request", "TaskType"),
          Set.of("Config", "ConfigValues"),
          Set.of("TaskDefinition", "TaskDefinitionValues"),
          Set.of("ActionDefinition", "ActionDefinitionValues"),
          // An annotation names its extension, which reads it.
          Set.of("StintTest", "StintExtension"),
          // One idea in two files.
          Set.of("TaskOrder", "TaskPlace"),
          Set.of("Orphaned", "Steering"),
          Set.of("StepPolicy", "FailurePolicy"),
          Set.of("PurgeAction", "PurgeRules"));

  @ArchTest
  static void no_package_has_a_circle_of_classes(JavaClasses classes) {
    Map<String, Set<String>> uses = new TreeMap<>();
    classes.forEach(
        each -> uses.computeIfAbsent(outer(each), n -> new TreeSet<>()).addAll(used(each)));

    assertThat(uses).containsKey("dev.stint.application.spi.RunStore");
    assertThat(circles(uses)).as("circles of classes").allMatch(ClassCyclesTest::known);
  }

  private static Set<String> used(JavaClass by) {
    return by.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .filter(target -> target.getPackageName().equals(by.getPackageName()))
        .map(ClassCyclesTest::outer)
        .collect(Collectors.toSet());
  }

  private static boolean known(Set<String> circle) {
    Set<String> names =
        circle.stream()
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .collect(Collectors.toSet());
    return KNOWN.stream().anyMatch(some -> some.containsAll(names));
  }

  private static String outer(JavaClass of) {
    String name = of.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static Set<Set<String>> circles(Map<String, Set<String>> uses) {
    return new Search(uses).all();
  }

  @Test
  void a_circle_of_three_is_found_and_what_leads_to_it_is_not_part_of_it() {
    Map<String, Set<String>> uses =
        Map.of(
            "Outside", Set.of("A"),
            "A", Set.of("B"),
            "B", Set.of("C"),
            "C", Set.of("A", "Leaf"),
            "Leaf", Set.of("Leaf"));

    assertThat(circles(uses)).containsExactly(Set.of("A", "B", "C"));
  }

  /** Tarjan's search for strongly connected components; one of a single class is no circle. */
  private static final class Search {
    private final Map<String, Set<String>> uses;
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<Set<String>> found = new HashSet<>();

    Search(Map<String, Set<String>> uses) {
      this.uses = uses;
    }

    Set<Set<String>> all() {
      uses.keySet().stream().filter(name -> !number.containsKey(name)).forEach(this::visit);
      return found;
    }

    private void visit(String name) {
      number.put(name, number.size());
      lowest.put(name, number.get(name));
      open.push(name);
      for (String used : uses.getOrDefault(name, Set.of())) {
        if (!number.containsKey(used)) {
          visit(used);
          lowest.merge(name, lowest.get(used), Math::min);
        } else if (open.contains(used)) {
          lowest.merge(name, number.get(used), Math::min);
        }
      }
      if (lowest.get(name).equals(number.get(name))) {
        close(name);
      }
    }

    private void close(String name) {
      Set<String> together = new TreeSet<>();
      String last;
      do {
        last = open.pop();
        together.add(last);
      } while (!last.equals(name));
      if (together.size() > 1) {
        found.add(together);
      }
    }
  }
}
