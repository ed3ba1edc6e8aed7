package io.ecsrecycler.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ecsrecycler.job.TimelineEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** One entry of a timeline, as list and stream have it. */
@Schema(name = "RecycleEvent", description = "What happened, for people and for programs.")
record Event(
    @Schema(description = "Larger is later; the stream's event id.") long sequence,
    Instant at,
    @Schema(example = "TaskStopped") String type,
    @Schema(description = "For people; the same sentence as in log and mail.") String message,
    @Schema(
            types = "object",
            implementation = Object.class,
            description = "The event's own fields.")
        @JsonRawValue
        String details) {

  static Event of(TimelineEntry entry) {
    return new Event(entry.sequence(), entry.at(), entry.type(), entry.message(), entry.details());
  }
}
