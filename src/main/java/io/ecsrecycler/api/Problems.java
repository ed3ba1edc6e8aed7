package io.ecsrecycler.api;

import io.ecsrecycler.job.Frozen;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.Submission;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.security.Refusal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** What can be wrong with a request, as problem details (RFC 9457) with a stable type and code. */
final class Problems {

  /** What every answer says that no filter has had its hands on; the filters say the same. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  private Problems() {}

  /** One thing that is wrong with one field. */
  record FieldProblem(String field, String message) {}

  static ProblemDetail invalid(List<FieldProblem> errors) {
    ProblemDetail problem =
        problem(
            HttpStatus.BAD_REQUEST,
            "invalid-request",
            "The request is not valid",
            String.join(
                "; ", errors.stream().map(it -> "'" + it.field() + "' " + it.message()).toList()));
    problem.setProperty("errors", errors);
    return problem;
  }

  static ProblemDetail unreadable(String detail) {
    return problem(
        HttpStatus.BAD_REQUEST, "unreadable-request", "The request cannot be read", detail);
  }

  static ErrorResponseException invalidHeader(String name, String message) {
    return exception(invalid(List.of(new FieldProblem(name, message))));
  }

  static ErrorResponseException frozen(Frozen why) {
    return exception(
        problem(HttpStatus.CONFLICT, "frozen", "Nothing is recycled now", why.refusal()));
  }

  static ErrorResponseException keyReused(RecycleView first) {
    ProblemDetail problem =
        problem(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "idempotency-key-reused",
            "The Idempotency-Key belongs to another request",
            "A different request with this key made recycle %s within the last 24 hours; send a new"
                    .formatted(first.recycle().id())
                + " key with a new request.");
    problem.setProperty("recycleId", first.recycle().id());
    return exception(problem);
  }

  static ErrorResponseException tooManyWaiting(String whose, int most) {
    return new ErrorResponseException(
        HttpStatus.TOO_MANY_REQUESTS,
        problem(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-waiting",
            "Too many requests wait",
            "%s: %d requests wait or stream already; end some, or ask without waiting."
                .formatted(whose, most)),
        null) {
      @Override
      public HttpHeaders getHeaders() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "5");
        return headers;
      }
    };
  }

  static ProblemDetail databaseUnavailable() {
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "database-unavailable",
        "The job database cannot be asked",
        "Recycles under way are not lost and go on when it is back. Try again; with an"
            + " Idempotency-Key nothing is started twice.");
  }

  static ErrorResponseException unknownId(String id) {
    return exception(
        problem(
            HttpStatus.NOT_FOUND,
            "unknown-recycle",
            "There is no such recycle",
            "There is no recycle '%s'.".formatted(id)));
  }

  static ErrorResponseException unknownTarget(String field, String message) {
    return unprocessable("unknown-" + field, "There is no such " + field, field, message);
  }

  static ErrorResponseException notInTarget(String field, String message) {
    return unprocessable("not-in-target", "The target is not for that", field, message);
  }

  private static ErrorResponseException unprocessable(
      String name, String title, String field, String message) {
    ProblemDetail problem = problem(HttpStatus.UNPROCESSABLE_CONTENT, name, title, message);
    problem.setProperty("errors", List.of(new FieldProblem(field, message)));
    return exception(problem);
  }

  static ErrorResponseException underWay(Submission.UnderWay blocked) {
    ProblemDetail problem =
        problem(
            HttpStatus.CONFLICT,
            "recycle-under-way",
            "The service has a recycle under way",
            blocked.sentence());
    problem.setProperty("recycleId", blocked.first().recycle().id());
    return exception(problem);
  }

  static ErrorResponseException tooLate(RecycleView recycle, String why) {
    ProblemDetail problem =
        problem(HttpStatus.CONFLICT, "too-late", "The recycle does not take that any more", why);
    problem.setProperty("recycleId", recycle.recycle().id());
    problem.setProperty("recycleStatus", recycle.status());
    return exception(problem);
  }

  static ErrorResponseException awsUnavailable(Fault fault) {
    ProblemDetail problem =
        problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "aws-unavailable",
            "AWS could not be asked",
            fault.message() + " Nothing was changed.");
    problem.setProperty("reason", fault.kind().reason());
    return exception(problem);
  }

  /** What somebody may not, or not so often. */
  static ProblemDetail of(Refusal refusal) {
    return problem(
        HttpStatus.valueOf(refusal.status()), refusal.name(), refusal.title(), refusal.detail());
  }

  /** What HTTP itself has a word for. */
  static ProblemDetail plain(HttpStatus status) {
    return problem(
        status,
        status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"),
        status.getReasonPhrase(),
        status.is5xxServerError()
            ? "Something went wrong here; the log of the service says what."
            : "The request is not one that this service answers; /v3/api-docs lists them.");
  }

  /** The same for a problem that Spring has put into words. */
  static void complete(ProblemDetail problem) {
    HttpStatus status = HttpStatus.resolve(problem.getStatus());
    boolean named = problem.getProperties() != null && problem.getProperties().containsKey("code");
    if (status != null && !named) {
      ProblemDetail plain = plain(status);
      problem.setType(plain.getType());
      problem.setTitle(plain.getTitle());
      problem.setProperties(plain.getProperties());
    }
  }

  /** The problem's code, which every one has. */
  static String code(ProblemDetail problem) {
    return String.valueOf(Objects.requireNonNull(problem.getProperties()).get("code"));
  }

  private static ErrorResponseException exception(ProblemDetail problem) {
    return new ErrorResponseException(HttpStatus.valueOf(problem.getStatus()), problem, null);
  }

  private static ProblemDetail problem(
      HttpStatus status, String name, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:ecs-task-recycler:problem:" + name));
    problem.setTitle(title);
    problem.setProperty("code", name.toUpperCase(Locale.ROOT).replace('-', '_'));
    return problem;
  }
}
