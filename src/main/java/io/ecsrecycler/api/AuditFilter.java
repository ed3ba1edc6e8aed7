package io.ecsrecycler.api;

import io.ecsrecycler.audit.Attempt;
import io.ecsrecycler.audit.Audit;
import io.ecsrecycler.security.Caller;
import io.github.bucket4j.Bucket;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Has every attempt to change something written down, and everything that was refused. It stands
 * before whatever refuses.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AuditFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(AuditFilter.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final int FIRST_REFUSAL = 400;
  private static final HttpStatus FAILED = HttpStatus.INTERNAL_SERVER_ERROR;

  /** Strangers may knock as often as they like; they do not fill the table. */
  private static final int STRANGERS_A_MINUTE = 60;

  private final Audit audit;
  private final String health;
  private final AtomicLong leftOut = new AtomicLong();
  private final Bucket strangers =
      Bucket.builder()
          .addLimit(it ->
              it.capacity(STRANGERS_A_MINUTE)
                  .refillGreedy(STRANGERS_A_MINUTE, Duration.ofMinutes(1)))
          .build();

  AuditFilter(
      Audit audit, @Value("${management.endpoints.web.base-path:/actuator}") String actuator) {
    this.audit = audit;
    this.health = actuator + "/health";
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean answered = false;
    try {
      chain.doFilter(request, response);
      answered = true;
    } finally {
      if (!request.isAsyncStarted()) {
        finished(request, answered ? response.getStatus() : failed(request, response));
      }
    }
  }

  /** An answer that comes later is an answer, too. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  /** What nobody foresaw: the container answers it once all filters are through. */
  private static int failed(HttpServletRequest request, HttpServletResponse response) {
    if (response.isCommitted()) {
      return response.getStatus();
    }
    request.setAttribute(AuditNotes.CODE, Problems.code(Problems.plain(FAILED)));
    return FAILED.value();
  }

  private void finished(HttpServletRequest request, int status) {
    boolean refused = status >= FIRST_REFUSAL && !saysThatItIsNotReady(request, status);
    if (refused || !READING.contains(request.getMethod())) {
      write(request, status);
    }
  }

  /** A health check that is answered "not now" was answered, not refused. */
  private boolean saysThatItIsNotReady(HttpServletRequest request, int status) {
    return status == HttpServletResponse.SC_SERVICE_UNAVAILABLE
        && request.getRequestURI().startsWith(health);
  }

  private void write(HttpServletRequest request, int status) {
    Object caller = request.getAttribute(Caller.ATTRIBUTE);
    if (caller == null && !strangers.tryConsume(1)) {
      leftOut.incrementAndGet();
      return;
    }
    long missing = leftOut.getAndSet(0);
    if (missing > 0) {
      log.warn("{} refusals of strangers are not in the audit: too many at a time", missing);
    }
    audit.write(
        new Attempt(
            text(caller),
            request.getRemoteAddr(),
            request.getMethod(),
            request.getRequestURI(),
            action(request),
            about(request),
            status,
            text(request.getAttribute(AuditNotes.CODE))));
  }

  private static Attempt.About about(HttpServletRequest request) {
    Object made = request.getAttribute(AuditNotes.RECYCLE);
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    Object meant = variables instanceof Map<?, ?> it ? it.get("id") : null;
    return new Attempt.About(
        text(request.getAttribute(AuditNotes.CLUSTER)),
        text(request.getAttribute(AuditNotes.SERVICE)),
        text(made == null ? meant : made));
  }

  private static @Nullable String action(HttpServletRequest request) {
    if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
        instanceof HandlerMethod handler) {
      Operation operation =
          AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Operation.class);
      return operation == null ? null : operation.operationId();
    }
    return null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
