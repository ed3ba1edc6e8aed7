package io.ecsrecycler.api;

import io.ecsrecycler.api.Problems.FieldProblem;
import io.ecsrecycler.database.DatabaseTrouble;
import io.ecsrecycler.database.DatabaseWatch;
import io.ecsrecycler.security.RefusedException;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.hibernate.JDBCException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Turns what Spring finds wrong with a request into problems that name the field and the remedy.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  private final DatabaseWatch database;

  ProblemAdvice(DatabaseWatch database) {
    this.database = database;
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Object problem =
        switch (e.getCause()) {
          case ValueInstantiationException it when !it.getPath().isEmpty() ->
              Problems.invalid(List.of(wrongValue(it)));
          case UnrecognizedPropertyException it -> Problems.invalid(List.of(unknownField(it)));
          case MismatchedInputException it when !it.getPath().isEmpty() ->
              Problems.invalid(List.of(wrongType(it)));
          case MismatchedInputException _ ->
              Problems.unreadable(
                  "The body must be a JSON object, like {\"cluster\": …, \"service\": …}.");
          case JacksonException it ->
              Problems.unreadable("The body is not valid JSON: " + it.getOriginalMessage());
          case null, default ->
              Problems.unreadable(
                  "The body is missing; send a JSON object with cluster and service.");
        };
    return handleExceptionInternal(e, problem, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> errors =
        e.getBindingResult().getFieldErrors().stream()
            .map(it -> new FieldProblem(it.getField(), String.valueOf(it.getDefaultMessage())))
            .sorted(Comparator.comparing(FieldProblem::field))
            .toList();
    return handleExceptionInternal(e, Problems.invalid(errors), headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<FieldProblem> errors =
        e.getParameterValidationResults().stream()
            .flatMap(result ->
                result.getResolvableErrors().stream()
                    .map(it ->
                        new FieldProblem(
                            String.valueOf(result.getMethodParameter().getParameterName()),
                            String.valueOf(it.getDefaultMessage()))))
            .toList();
    return handleExceptionInternal(e, Problems.invalid(errors), headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    Class<?> wanted = e.getRequiredType();
    String message =
        wanted != null && wanted.isEnum()
            ? "must be one of "
                + Arrays.stream(wanted.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", "))
            : "must be a " + (wanted == UUID.class ? "recycle's id" : "whole number");
    FieldProblem error = new FieldProblem(String.valueOf(e.getPropertyName()), message);
    return handleExceptionInternal(e, Problems.invalid(List.of(error)), headers, status, request);
  }

  /**
   * Nobody knows whether what was asked for was done; the problem says how to find out. What is not
   * the database's doing is a bug, and passes.
   */
  @ExceptionHandler({
    DataAccessException.class,
    TransactionException.class,
    PersistenceException.class,
    JDBCException.class
  })
  ResponseEntity<ProblemDetail> handleDatabase(RuntimeException e) {
    if (DatabaseTrouble.isIn(e)) {
      database.report(e);
    } else if (!(e instanceof ConcurrencyFailureException)) {
      throw e;
    }
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.databaseUnavailable());
  }

  /** Tomcat reads a query when it is first asked for it. */
  @ExceptionHandler(InvalidParameterException.class)
  ResponseEntity<ProblemDetail> handleBrokenQuery(InvalidParameterException e) {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.unreadable("The query is not valid: percent-encoded UTF-8 is expected."));
  }

  @ExceptionHandler(RefusedException.class)
  ResponseEntity<ProblemDetail> handleRefused(RefusedException e) {
    HttpHeaders headers = new HttpHeaders();
    e.refusal().headers().forEach(headers::set);
    return ResponseEntity.status(e.refusal().status())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(e.refusal()));
  }

  /**
   * Every problem has a type and a code, those that Spring has put into words too; and it has its
   * form whatever the request accepts.
   */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem) {
      Problems.complete(problem);
    }
    HttpHeaders typed = new HttpHeaders();
    typed.putAll(headers);
    typed.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return super.createResponseEntity(body, typed, status, request);
  }

  private static FieldProblem unknownField(UnrecognizedPropertyException e) {
    return new FieldProblem(
        e.getPropertyName(), "is not known; known fields are " + String.join(", ", knownFields(e)));
  }

  private static List<String> knownFields(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds() == null
        ? List.of()
        : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
  }

  /** A type of our own says itself what it takes. */
  private static FieldProblem wrongValue(ValueInstantiationException e) {
    Throwable cause = e.getCause();
    return new FieldProblem(
        DatabindPath.of(e), cause == null ? "is not valid" : String.valueOf(cause.getMessage()));
  }

  private static FieldProblem wrongType(MismatchedInputException e) {
    return new FieldProblem(
        DatabindPath.of(e), "must be " + DatabindPath.typeName(e.getTargetType()));
  }

  /** Reads Jackson's path and types in the words of JSON. */
  private static final class DatabindPath {

    static String of(JacksonException e) {
      return e.getPath().stream().map(DatabindPath::name).collect(Collectors.joining("."));
    }

    private static String name(JacksonException.Reference reference) {
      return reference.getPropertyName() == null
          ? "[" + reference.getIndex() + "]"
          : reference.getPropertyName();
    }

    static String typeName(@Nullable Class<?> type) {
      if (type == Boolean.class) {
        return "a boolean (true or false)";
      }
      if (type == Instant.class) {
        return "an instant like 2026-01-31T10:00:00Z";
      }
      if (type == List.class) {
        return "a list of strings";
      }
      if (type == ShareField.class) {
        return ShareField.REMEDY.substring("must be ".length());
      }
      if (type != null && type.isEnum()) {
        return "one of "
            + Arrays.stream(type.getEnumConstants())
                .map(Object::toString)
                .collect(Collectors.joining(", "));
      }
      return type == Integer.class ? "a whole number" : "a string";
    }
  }
}
