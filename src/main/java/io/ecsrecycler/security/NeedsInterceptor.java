package io.ecsrecycler.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets callers reach only those of our handlers whose {@link Needs} they have somewhere. */
final class NeedsInterceptor implements HandlerInterceptor {

  private static final String OURS = "io.ecsrecycler.";

  private final Access access;

  NeedsInterceptor(Access access) {
    this.access = access;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && handler instanceof HandlerMethod method
        && method.getBeanType().getName().startsWith(OURS)) {
      check(method.getMethodAnnotation(Needs.class));
    }
    return true;
  }

  private void check(@Nullable Needs needs) {
    Caller caller = access.caller();
    Permission permission = needs == null ? Permission.ADMINISTER : needs.value();
    if (needs == null || !caller.may(permission)) {
      throw new RefusedException(Refusal.forbidden(caller, permission));
    }
  }
}
