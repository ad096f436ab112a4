package dev.stint.domain;

/** Who a task runs for, as the host names its users; 1 to 200 characters. */
public record Owner(String value) {

  public Owner {
    Names.check("owner", value, 200);
  }

  @Override
  public String toString() {
    return value;
  }
}
