package dev.stint.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.web.Masks;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a person reads who set something wrong: one sentence with the property, and the remedy. */
class WrongSettingTest {

  private static final String H2 = "spring.datasource.url=jdbc:h2:mem:wrong;DB_CLOSE_DELAY=-1";

  record Arguments(int number) {}

  static final TaskType<Arguments> ANY = TaskType.of("any", Arguments.class);

  @Configuration
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
        "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
      })
  static class Plain {}

  @Configuration
  @EnableAutoConfiguration(
      excludeName = {
        "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration"
      })
  static class None {
    @Bean
    TaskDefinition<Arguments> any() {
      return TaskDefinition.of(ANY, (arguments, context) -> StepOutcome.done());
    }
  }

  @Configuration
  static class Two extends None {
    @Bean
    DataSource orders() {
      return new DriverManagerDataSource("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
    }

    @Bean
    DataSource reports() {
      return new DriverManagerDataSource("jdbc:h2:mem:reports;DB_CLOSE_DELAY=-1");
    }
  }

  /** Of a database that says its name and nothing else. */
  @Configuration
  static class Elsewhere extends None {
    @Bean
    DataSource elsewhere() {
      DatabaseMetaData words = answering(DatabaseMetaData.class, "getDatabaseProductName", "Other");
      Connection connection = answering(Connection.class, "getMetaData", words);
      return answering(DataSource.class, "getConnection", connection);
    }

    private static <T> T answering(Class<T> type, String name, Object answer) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    default -> method.getName().equals(name) ? answer : null;
                  }));
    }
  }

  @Configuration
  static class NoArguments extends Plain {
    @StintTask("bad")
    void run(ActionContext context) {}
  }

  @Configuration
  static class Primitive extends Plain {
    @StintTask("bad")
    void run(int number) {}
  }

  @Configuration
  static class Listed extends Plain {
    @StintTask("bad")
    void run(List<String> names) {}
  }

  @Configuration
  static class SameOrder extends Plain {
    @StintTask("bad")
    void one(Arguments arguments) {}

    @StintTask("bad")
    void two(Arguments arguments) {}
  }

  @Configuration
  static class Unlike extends Plain {
    @StintTask(value = "bad", order = 1)
    void one(Arguments arguments) {}

    @StintTask(value = "bad", order = 2)
    void two(String text) {}
  }

  @Configuration
  static class Twice extends None {
    @StintTask("any")
    void one(Arguments arguments) {}
  }

  @Configuration
  static class TwoPolicies extends None {
    @Bean
    AccessPolicy lax() {
      return AccessPolicy.BY_ROLE;
    }

    @Bean
    AccessPolicy strict() {
      return AccessPolicy.BY_ROLE;
    }
  }

  @Configuration
  static class TwoMasks extends None {
    @Bean
    Masks payments() {
      return Masks.NONE.with("any", "card");
    }

    @Bean
    Masks people() {
      return Masks.NONE.with("any", "name");
    }
  }

  @Configuration
  static class OnePrimary extends TwoPolicies {
    @Bean
    @Primary
    AccessPolicy mine() {
      return AccessPolicy.BY_ROLE;
    }
  }

  /** None of them used would be the default in silence: everybody would see what is masked. */
  @Test
  void several_beans_of_which_one_is_used_are_told() {
    says(
        TwoPolicies.class,
        "Stint takes one bean of type AccessPolicy, and the application has several: lax, strict",
        "Mark one of them @Primary",
        "stint.store=memory");
    told(
        catchThrowable(
            () ->
                Running.serving(TwoMasks.class, "stint.store=memory", "stint.web.path=/stint")
                    .close()),
        "Stint takes one bean of type Masks, and the application has several: payments, people",
        "Mark one of them @Primary");
    Running.start(OnePrimary.class, "stint.store=memory").close();
  }

  @Test
  void values_that_cannot_work_are_told_with_their_property() {
    says(
        Plain.class,
        "stint.parallelism=0 cannot work: parallelism ",
        "Change stint.parallelism",
        H2,
        "stint.parallelism=0");
    says(Plain.class, "stint.lease=PT0S cannot work", "Change stint.lease", H2, "stint.lease=0s");
    says(
        Plain.class,
        "stint.lease=PT0.001S cannot work: lease PT0.001S is shorter than PT0.1S",
        "Change stint.lease",
        H2,
        "stint.lease=1ms");
    says(
        Plain.class,
        "stint.stop-patience=PT-1S cannot work: stop-patience PT-1S is negative",
        "Change stint.stop-patience",
        H2,
        "stint.stop-patience=-1s");
  }

  @Test
  void no_data_source_is_told_with_what_to_add() {
    says(
        None.class,
        "stint.store=auto needs a data source, and the application has none",
        "spring.datasource.url");
  }

  @Test
  void a_database_that_stint_does_not_know_is_told() {
    says(
        Elsewhere.class,
        "stint.store=auto finds no store in the data source: the data source is of a database that"
            + " Stint does not know: Other",
        "Point stint.data-source at a PostgreSQL");
  }

  @Test
  void a_store_of_another_database_than_the_one_that_is_there_is_told() {
    says(
        Plain.class,
        "stint.store=postgresql cannot use the database: this is the store for PostgreSQL, and the"
            + " data source is of H2",
        "take another store (stint.store)",
        H2,
        "stint.store=postgresql");
    says(
        Plain.class,
        "stint.store=sqlite cannot use the database: the data source is of another database than"
            + " SQLite",
        "take another store (stint.store)",
        H2,
        "stint.store=sqlite");
  }

  @Test
  void of_two_data_sources_one_has_to_be_named() {
    says(
        Two.class,
        "stint.data-source is not set, and the application has several data sources:"
            + " orders, reports",
        "stint.data-source");
    says(
        Two.class,
        "stint.data-source=order names no data source; there are: orders, reports",
        "stint.data-source",
        "stint.data-source=order");
    try (Running one = Running.start(Two.class, "stint.data-source=reports")) {
      TaskId task = one.tasks().request(ANY.with(new Arguments(1))).id();
      assertThat(one.end(task)).isEqualTo(TaskStatus.SUCCEEDED);
    }
  }

  @Test
  void a_transaction_manager_that_is_none_is_told() {
    says(
        Plain.class,
        "stint.transaction-manager=mine names no transaction manager; there are:"
            + " transactionManager",
        "or to none",
        H2,
        "stint.transaction-manager=mine");
  }

  @Test
  void a_url_that_is_no_file_is_told() {
    says(
        Plain.class,
        "stint.url=redis://x is no SQLite file",
        "jdbc:sqlite:FILE",
        H2,
        "stint.url=redis://x");
  }

  @Test
  void methods_whose_signature_does_not_fit_are_told() {
    says(
        NoArguments.class,
        "@StintTask method NoArguments.run must take the task's arguments as"
            + " one parameter, and takes 0",
        "Write it as: void name(Arguments arguments)",
        H2);
    says(Primitive.class, "@StintTask method Primitive.run takes int", "record of your own", H2);
    says(
        Listed.class,
        "takes java.util.List<java.lang.String>, which cannot be stored",
        "Write",
        H2);
    says(SameOrder.class, "are both action 0 of task type bad", "Give each its own order", H2);
    says(Unlike.class, "take different arguments", "the same class", H2);
    says(
        Twice.class,
        "task type any is defined twice: by a TaskDefinition bean and by Twice.one",
        "Take one of the two out",
        "stint.store=memory");
  }

  private static void says(Class<?> application, String what, String remedy, String... properties) {
    told(catchThrowable(() -> Running.start(application, properties).close()), what, remedy);
  }

  private static void told(Throwable error, String what, String remedy) {
    FailureAnalysis told = new WrongSettingAnalyzer().analyze(error);
    assertThat(told).as(String.valueOf(error)).isNotNull();
    assertThat(told.getDescription()).contains(what);
    assertThat(told.getAction()).contains(remedy);
  }
}
