package dev.stint.spring;

import org.jspecify.annotations.Nullable;

/** A setting that cannot work; its message is one sentence that names the property. */
public final class WrongSettingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String remedy;

  WrongSettingException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  WrongSettingException(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What to do, in one sentence. */
  public String remedy() {
    return remedy;
  }
}
