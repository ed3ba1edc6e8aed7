package io.ecsrecycler.notify;

import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.Slot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The report on a recycle that has ended, as subject, text and HTML.
 *
 * @param recycle which one
 */
record RecycleReport(RecycleView recycle) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  /** {@code prefix | subject | date | outcome}, in one line whatever was configured. */
  String subject(MailProperties mail) {
    return String.join(
            " | ",
            mail.subjectPrefix(),
            mail.subject(),
            DATE.format(ended()),
            recycle.status() + " " + service())
        .replaceAll("\\p{Cntrl}+", " ");
  }

  String text() {
    StringBuilder text = new StringBuilder();
    facts().forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    text.append("\nTasks:\n");
    tasks().forEach(task -> text.append("- ").append(task).append('\n'));
    return text.toString();
  }

  String html() {
    StringBuilder html = new StringBuilder("<html><body><h2>Task recycle ");
    html.append(escaped(recycle.status() + ": " + service())).append("</h2><table>");
    facts()
        .forEach((name, value) ->
            html.append("<tr><th align=\"left\">")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>"));
    html.append("</table><h3>Tasks</h3><ol>");
    tasks().forEach(task -> html.append("<li>").append(escaped(task)).append("</li>"));
    return html.append("</ol></body></html>").toString();
  }

  private Map<String, String> facts() {
    RecycleSpec spec = recycle.recycle().spec();
    Plan plan = recycle.recycle().plan();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Outcome", recycle.status().name());
    if (outcome() instanceof Outcome.Failed it) {
      facts.put("Failure", it.failure().code() + ": " + it.failure().message());
    }
    facts.put("Cluster", spec.service().cluster());
    facts.put("Service", spec.service().service());
    facts.put("Region", recycle.region());
    if (spec.service().target() != null) {
      facts.put("Target", spec.service().target());
    }
    facts.put(
        "Tasks recycled",
        plan == null
            ? "0"
            : "%d of %d".formatted(plan.count(Slot.Replaced.class), plan.slots().size()));
    facts.put("Capacity", recycle.capacity().sentence());
    facts.put("Reason", spec.reason() == null ? "none given" : spec.reason());
    facts.put("Started", time(recycle.times().startedAt()));
    facts.put("Ended", time(recycle.times().endedAt()));
    facts.put("Job", recycle.recycle().id());
    return facts;
  }

  private List<String> tasks() {
    Plan plan = recycle.recycle().plan();
    return plan == null ? List.of() : plan.slots().stream().map(RecycleReport::line).toList();
  }

  private static String line(Slot slot) {
    return slot.taskArn()
        + ": "
        + switch (slot.state()) {
          case Slot.Waiting _ -> "never had its turn";
          case Slot.Stopping it -> "stopped " + time(it.since());
          case Slot.Replaced it ->
              "stopped %s, replaced %s by %s"
                  .formatted(time(it.stoppedAt()), time(it.replacedAt()), it.by());
          case Slot.Gone it -> "gone by itself, seen " + time(it.at());
          case Slot.Skipped it -> "left alone: " + it.why();
          case Slot.Failed it -> "stopped %s, not replaced".formatted(time(it.stoppedAt()));
        };
  }

  private @Nullable Outcome outcome() {
    return recycle.recycle().phase() instanceof Phase.Ended it ? it.outcome() : null;
  }

  private String service() {
    return recycle.recycle().spec().service().toString();
  }

  private Instant ended() {
    Instant ended = recycle.times().endedAt();
    return ended == null ? recycle.times().createdAt() : ended;
  }

  private static String time(@Nullable Instant instant) {
    return instant == null ? "never" : TIME.format(instant);
  }

  private static String escaped(String value) {
    return HtmlUtils.htmlEscape(value);
  }
}
