package example;

import dev.stint.application.api.TaskDefinition;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Collection;
import javax.sql.DataSource;

/** The glue: Stint as a bean, over each TaskDefinition that is a bean, from start to stop. */
@Factory
class StintBeans {

  @Bean(preDestroy = "close")
  @Singleton
  Stint stint(DataSource database, Collection<TaskDefinition<?>> definitions) {
    return Stint.on(JdbcStores.h2(database).migrate()).define(definitions).build();
  }

  @Singleton
  record Start(Stint stint) {

    @EventListener
    void start(StartupEvent event) {
      stint.work().start();
    }
  }
}
