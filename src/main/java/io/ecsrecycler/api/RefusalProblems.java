package io.ecsrecycler.api;

import io.ecsrecycler.security.Refusal;
import io.ecsrecycler.security.RefusalWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is refused before any controller is reached, in the same form as all problems. */
@Component
class RefusalProblems implements RefusalWriter {

  private final JsonMapper json;

  RefusalProblems(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemDetail problem = Problems.of(refusal);
    request.setAttribute(AuditNotes.CODE, Problems.code(problem));
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    refusal.headers().forEach(response::setHeader);
    Problems.HEADERS.forEach(response::setHeader);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
