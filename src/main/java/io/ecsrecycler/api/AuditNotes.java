package io.ecsrecycler.api;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Notes on the way what a request is about and what is wrong with it, for the audit. */
@RestControllerAdvice
class AuditNotes extends RequestBodyAdviceAdapter implements ResponseBodyAdvice<Object> {

  static final String CODE = "audit.code";
  static final String CLUSTER = "audit.cluster";
  static final String SERVICE = "audit.service";
  static final String RECYCLE = "audit.recycle";

  @Override
  public boolean supports(
      MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
    return type == RecycleRequest.class;
  }

  @Override
  public Object afterBodyRead(
      Object body,
      HttpInputMessage input,
      MethodParameter parameter,
      Type type,
      Class<? extends HttpMessageConverter<?>> converter) {
    if (body instanceof RecycleRequest request) {
      note(CLUSTER, request.cluster());
      note(SERVICE, request.service());
    }
    return body;
  }

  @Override
  public boolean supports(
      MethodParameter result, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter result,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    switch (body) {
      case ProblemDetail problem when problem.getProperties() != null -> {
        note(CODE, problem.getProperties().get("code"));
        note(RECYCLE, problem.getProperties().get("recycleId"));
      }
      case RecycleResponse recycle -> {
        note(CLUSTER, recycle.cluster());
        note(SERVICE, recycle.service());
        note(RECYCLE, recycle.id());
      }
      case null, default -> {}
    }
    return body;
  }

  private static void note(String name, @Nullable Object value) {
    if (value != null) {
      RequestContextHolder.currentRequestAttributes()
          .setAttribute(name, value, RequestAttributes.SCOPE_REQUEST);
    }
  }
}
