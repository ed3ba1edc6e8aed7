package io.ecsrecycler.security;

import java.util.Locale;

/** What a grant allows where its patterns fit; each role includes the ones before. */
public enum Role {
  VIEWER(Permission.VIEW),
  OPERATOR(Permission.OPERATE),
  ADMIN(Permission.ADMINISTER);

  private final Permission highest;

  Role(Permission highest) {
    this.highest = highest;
  }

  /** Whether the role includes a permission. */
  public boolean allows(Permission permission) {
    return permission.compareTo(highest) <= 0;
  }

  /** The least role that has a permission. */
  static Role needed(Permission permission) {
    return switch (permission) {
      case VIEW -> VIEWER;
      case OPERATE -> OPERATOR;
      case ADMINISTER -> ADMIN;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
