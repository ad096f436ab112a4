package dev.stint.command.store;

import com.google.inject.Module;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.command.builtin.ImportTarget;
import java.util.Optional;

/** A store that a URL opened, for tasks, for mutexes or for both. Closing it disconnects. */
public interface OpenStore extends AutoCloseable {

  /**
   * Creates or upgrades what the store keeps tasks in; safe to repeat.
   *
   * @throws StoreException if the store cannot be reached
   */
  void migrate();

  Stores stores();

  /** One sentence, if Stint has kept nothing here yet and it can be read all the same. */
  default Optional<String> emptiness() {
    return Optional.empty();
  }

  /** Keeps tasks here. */
  Module taskModule();

  /** Keeps mutexes here. */
  Module mutexModule();

  /** Where the rows of imports go that are kept here. */
  ImportTarget imports();
}
