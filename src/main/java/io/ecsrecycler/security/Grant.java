package io.ecsrecycler.security;

import java.util.List;

/**
 * A role where its patterns fit, and nowhere else.
 *
 * @param role what is allowed
 * @param allow where; nowhere when empty
 */
public record Grant(Role role, List<TargetPattern> allow) {

  static Grant of(Role role, List<String> allow) {
    return new Grant(role, allow.stream().map(TargetPattern::of).toList());
  }

  /** Somewhere; what concerns everybody takes a grant for everything. */
  boolean allows(Permission permission) {
    return role.allows(permission)
        && (permission == Permission.ADMINISTER
            ? allow.stream().anyMatch(TargetPattern::isEverything)
            : !allow.isEmpty());
  }

  boolean allows(Permission permission, Target target) {
    return role.allows(permission) && allow.stream().anyMatch(it -> it.matches(target));
  }

  boolean mayAllow(Permission permission, Target asked) {
    return role.allows(permission) && allow.stream().anyMatch(it -> it.mayMatch(asked));
  }
}
