package io.ecsrecycler.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tomcat answers what is not even HTTP by itself, with a page; here it is a problem like others.
 */
@Component
class ContainerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final JsonMapper json;

  ContainerProblems(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(context -> {
      if (context.getParent() instanceof StandardHost host) {
        host.setErrorReportValveClass("");
        host.getPipeline().addValve(new ProblemValve(json));
      }
    });
  }

  private static final class ProblemValve extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;

    private final transient JsonMapper json;

    ProblemValve(JsonMapper json) {
      this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (response.getStatus() < FIRST_ERROR
          || response.getContentWritten() > 0
          || !response.setErrorReported()
          || !somebodyListens(response)) {
        return;
      }
      try {
        write(response, Problems.plain(status == null ? HttpStatus.BAD_REQUEST : status));
      } catch (IOException e) {
        container.getLogger().debug("Whoever asked is gone", e);
      }
    }

    private static boolean somebodyListens(Response response) {
      AtomicBoolean answer = new AtomicBoolean();
      response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, answer);
      return answer.get();
    }

    private void write(Response response, ProblemDetail problem) throws IOException {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      Problems.HEADERS.forEach(response::setHeader);
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.getReporter().write(json.writeValueAsString(problem));
      response.finishResponse();
    }
  }
}
