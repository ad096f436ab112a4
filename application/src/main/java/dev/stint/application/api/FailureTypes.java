package dev.stint.application.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells errors apart by their types: the nearest named class of the error decides, then that of its
 * causes, outermost first, then the fallback. Immutable and thread-safe; each method answers a
 * refined copy.
 */
public final class FailureTypes implements FailureClassifier {

  private static final int DEEPEST_CAUSE = 20;

  private final Map<Class<?>, Meaning> meanings;
  private final FailureClassifier otherwise;

  private FailureTypes(Map<Class<?>, Meaning> meanings, FailureClassifier otherwise) {
    this.meanings = meanings;
    this.otherwise = otherwise;
  }

  /** Names nothing yet; {@link FailureClassifier#DEFAULT} decides. */
  static FailureTypes none() {
    return new FailureTypes(Map.of(), FailureClassifier.DEFAULT);
  }

  /** Errors of these types, and what extends them, are never tried again. */
  @SafeVarargs
  public final FailureTypes permanent(Class<? extends Throwable>... types) {
    return with(Meaning.PERMANENT, types);
  }

  /** Errors of these types, and what extends them, blame no item of a chunk. */
  @SafeVarargs
  public final FailureTypes temporary(Class<? extends Throwable>... types) {
    return with(Meaning.TEMPORARY, types);
  }

  /** Errors of these types, and what extends them, are tried again as an attempt. */
  @SafeVarargs
  public final FailureTypes ordinary(Class<? extends Throwable>... types) {
    return with(Meaning.ORDINARY, types);
  }

  /** Errors that only another build can mend are permanent. */
  public FailureTypes bugsArePermanent() {
    return permanent(
        NullPointerException.class,
        ClassCastException.class,
        IndexOutOfBoundsException.class,
        UnsupportedOperationException.class,
        LinkageError.class,
        AssertionError.class);
  }

  /** Who decides on errors of no named type. */
  public FailureTypes otherwise(FailureClassifier fallback) {
    return new FailureTypes(meanings, fallback);
  }

  @Override
  public Meaning of(Throwable error) {
    Throwable at = error;
    for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
      Optional<Meaning> meaning = named(at.getClass());
      if (meaning.isPresent()) {
        return meaning.get();
      }
      at = at.getCause();
    }
    return otherwise.of(error);
  }

  private Optional<Meaning> named(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      Meaning meaning = meanings.get(c);
      if (meaning != null) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }

  private FailureTypes with(Meaning meaning, Class<?>[] types) {
    Map<Class<?>, Meaning> more = new LinkedHashMap<>(meanings);
    for (Class<?> type : types) {
      more.put(type, meaning);
    }
    return new FailureTypes(Map.copyOf(more), otherwise);
  }
}
