package io.ecsrecycler.security;

import java.util.List;

/**
 * Whoever sent a request, and what they may do: something is allowed when any one grant has both
 * the role and the place; everything else is not.
 *
 * @param name who, for people; what an OIDC issuer says begins with {@code oidc:}, which no token's
 *     name does
 * @param grants what they may do
 */
public record Caller(String name, List<Grant> grants) {

  /** The request's attribute with the caller's name. */
  public static final String ATTRIBUTE = "recycler.caller";

  static final String OIDC = "oidc:";

  /** Where no login is needed, whoever comes may do everything. */
  static final Caller ANYBODY =
      new Caller(
          "anybody", List.of(new Grant(Role.ADMIN, List.of(TargetPattern.ByNames.EVERYTHING))));

  /** Whether there is any service at all that they may do this to; to administer, all there are. */
  public boolean may(Permission permission) {
    return grants.stream().anyMatch(it -> it.allows(permission));
  }

  /** Whether they may do this to a service that was found. */
  public boolean may(Permission permission, Target target) {
    return grants.stream().anyMatch(it -> it.allows(permission, target));
  }

  /** False where it is certain before AWS is asked that they may not. */
  boolean mightBeAllowed(Permission permission, Target asked) {
    return grants.stream().anyMatch(it -> it.mayAllow(permission, asked));
  }

  /** Which services they may do this to. */
  public List<TargetPattern> where(Permission permission) {
    return grants.stream()
        .filter(it -> it.allows(permission))
        .flatMap(it -> it.allow().stream())
        .distinct()
        .toList();
  }
}
