package example;

import dev.stint.application.api.TaskDefinition;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The glue: Stint as a bean, over each TaskDefinition that is a bean, from start to stop. */
@ApplicationScoped
class StintBeans {

  @Produces
  @Singleton
  Stint stint(
      @DataSource("stint") AgroalDataSource database, @All List<TaskDefinition<?>> definitions) {
    return Stint.on(JdbcStores.h2(database).migrate()).define(definitions).build();
  }

  void start(@Observes StartupEvent event, Stint stint) {
    stint.work().start();
  }

  void stop(@Observes ShutdownEvent event, Stint stint) {
    stint.close();
  }
}
