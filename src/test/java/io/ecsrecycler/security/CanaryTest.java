package io.ecsrecycler.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Secrets that each have a name of their own go in by every way; none comes out by any: log, mail,
 * answers, actuator, audit.
 */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(
    properties = {
      "spring.datasource.url=jdbc:h2:mem:canary;DB_CLOSE_DELAY=-1",
      "spring.datasource.username=sa",
      "spring.datasource.password=canary-database",
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.credentials.access-key=test",
      "recycler.security.requests-per-minute=1000000",
      "recycler.security.failed-logins-per-minute=1000000",
      "spring.mail.username=recycler",
      "spring.mail.password=canary-smtp",
      "spring.cloud.aws.credentials.secret-key=canary-secret-key",
      "recycler.aws.role-arn=arn:aws:iam::123456789012:role/recycler",
      "recycler.aws.external-id=canary-external-id",
      "recycler.notifications.mail.from=recycler@example.org",
      "recycler.notifications.mail.to=ops@example.org",
      "logging.level.io.ecsrecycler=DEBUG",
      "recycler.security.without-token=metrics"
    })
class CanaryTest extends GuardedService {

  private static final GreenMail SMTP =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static final List<String> SECRETS =
      List.of(
          "canary-database",
          "canary-smtp",
          "canary-secret-key",
          "canary-external-id",
          Who.token("admin"),
          Who.token("operator"),
          Who.token("nobody-configured-it"),
          Who.token("in-a-query"),
          Who.token("in-a-path"),
          Who.token("in-a-header"));

  @Autowired JdbcClient jdbc;

  @DynamicPropertySource
  static void mail(DynamicPropertyRegistry registry) {
    SMTP.start();
    SMTP.setUser("recycler", "canary-smtp");
    registry.add("spring.mail.host", () -> "127.0.0.1");
    registry.add("spring.mail.port", () -> SMTP.getSmtp().getPort());
  }

  @AfterAll
  static void stop() {
    SMTP.stop();
  }

  @Test
  void noSecretComesOut(CapturedOutput output) throws Exception {
    List<String> told = new ArrayList<>();
    for (Who who : List.of(Who.ADMIN, Who.OPERATOR, Who.UNKNOWN_TOKEN, Who.OIDC_OPERATOR)) {
      String header = who.header(ISSUER);
      tell(told, door().send("POST", "/recycles", header, body("mine", "empty")));
      tell(told, door().send("POST", "/recycles", header, "{\"cluster\": 1}"));
      tell(told, door().send("POST", "/recycles/plan", header, body("mine", "nobody")));
      tell(told, door().get("/recycles?token=" + Who.token("in-a-query"), header));
      for (String path : List.of("/v3/api-docs", "/actuator", "/actuator/info", "/actuator/env")) {
        tell(told, door().get(path, header));
      }
    }
    for (String path : List.of("/actuator/health", "/actuator/info", "/actuator/prometheus")) {
      tell(told, door().get(path, null));
    }
    door().get("/recycles/" + Who.token("in-a-path"), admin());
    door().get("/recycles", "Basic " + Who.token("in-a-header"));
    await().atMost(Duration.ofSeconds(60)).until(() -> SMTP.getReceivedMessages().length > 0);
    for (MimeMessage mail : SMTP.getReceivedMessages()) {
      told.add(GreenMailUtil.getWholeMessage(mail));
    }
    told.addAll(
        jdbc.sql("select * from audit_entry")
            .query((row, _) ->
                row.getString("path") + row.getString("caller") + row.getString("cluster"))
            .list());
    told.add(output.getAll());
    String jwt = String.valueOf(Who.OIDC_OPERATOR.header(ISSUER)).split("\\.")[1];

    assertThat(told).hasSizeGreaterThan(40);
    for (String secret : SECRETS) {
      assertThat(told).as(secret).noneMatch(it -> it.contains(secret));
    }
    assertThat(told).as("a JWT").noneMatch(it -> it.contains(jwt));
  }

  private static void tell(List<String> told, HttpResponse<String> answer) {
    told.add(answer.headers().map() + answer.body());
  }
}
