package dev.stint.application.api;

import dev.stint.domain.Owner;
import java.util.Set;

/** Somebody who asks or steers: the name that tasks have as owner, and what they are. */
public record Principal(Owner name, Set<Role> roles) {

  /** What somebody is beside an owner of tasks. */
  public enum Role {
    ADMINISTRATOR,
    DEVELOPER
  }

  public Principal {
    roles = Set.copyOf(roles);
  }

  public static Principal of(String name, Role... roles) {
    return new Principal(new Owner(name), Set.of(roles));
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
