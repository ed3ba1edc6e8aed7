package io.ecsrecycler.security;

import java.util.List;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The one place that decides who may do what to which service. */
@Component
public class Access {

  private final List<TargetPattern> allowedTargets;

  Access(TargetProperties properties) {
    this.allowedTargets = properties.allowedTargets().stream().map(TargetPattern::of).toList();
  }

  /** Whose request this is. */
  public Caller caller() {
    return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication it
        ? it.caller()
        : nobody();
  }

  private static Caller nobody() {
    throw new RefusedException(Refusal.notAuthenticated());
  }

  /** Refuses, before AWS is asked, what can be told from the names in the request. */
  public void checkAsked(Permission permission, Target asked) {
    Caller caller = caller();
    if (!caller.mightBeAllowed(permission, asked)) {
      throw new RefusedException(Refusal.forbidden(caller, permission, asked));
    }
    if (allowedTargets.stream().noneMatch(it -> it.mayMatch(asked))) {
      throw new RefusedException(Refusal.notAllowedTarget(asked, allowedTargets));
    }
  }

  /** Refuses what the caller may not do to a service. */
  public void check(Caller caller, Permission permission, Target target) {
    if (!caller.may(permission, target)) {
      throw new RefusedException(Refusal.forbidden(caller, permission, target));
    }
  }

  /** Refuses everybody what is outside of {@code recycler.allowed-targets}. */
  public void checkAllowedTarget(Target target) {
    if (allowedTargets.stream().noneMatch(it -> it.matches(target))) {
      throw new RefusedException(Refusal.notAllowedTarget(target, allowedTargets));
    }
  }
}
