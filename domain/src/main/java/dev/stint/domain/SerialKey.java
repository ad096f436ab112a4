package dev.stint.domain;

/** Tasks with the same serial key run strictly one after another; 1 to 200 characters. */
public record SerialKey(String value) {

  public SerialKey {
    Names.check("serial key", value, 200);
  }

  @Override
  public String toString() {
    return value;
  }
}
