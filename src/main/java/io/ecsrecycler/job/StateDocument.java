package io.ecsrecycler.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.Slot;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The core's state as one JSON document. Type names are written here by hand: they are a format at
 * rest, and renaming a class must not change it.
 */
@Component
class StateDocument {

  /** The version of the format; a reader of a later version can tell what it has before it. */
  private static final int FORMAT = 2;

  /**
   * The same with a target. A release that does not know targets must not read it: it would recycle
   * the service of the same name in its default account.
   */
  private static final int FORMAT_WITH_TARGET = 3;

  private static final Map<Class<?>, String> NAMES =
      Map.ofEntries(
          Map.entry(Phase.Planning.class, "planning"),
          Map.entry(Phase.Surging.class, "surging"),
          Map.entry(Phase.Recycling.class, "recycling"),
          Map.entry(Phase.Settling.class, "settling"),
          Map.entry(Phase.Restoring.class, "restoring"),
          Map.entry(Phase.Ended.class, "ended"),
          Map.entry(Outcome.Succeeded.class, "succeeded"),
          Map.entry(Outcome.Failed.class, "failed"),
          Map.entry(Outcome.Cancelled.class, "cancelled"),
          Map.entry(Slot.Waiting.class, "waiting"),
          Map.entry(Slot.Stopping.class, "stopping"),
          Map.entry(Slot.Replaced.class, "replaced"),
          Map.entry(Slot.Gone.class, "gone"),
          Map.entry(Slot.Skipped.class, "skipped"),
          Map.entry(Slot.Failed.class, "slot-failed"),
          Map.entry(Action.StopTask.class, "stop-task"),
          Map.entry(Action.SetDesiredCount.class, "set-desired-count"),
          Map.entry(Action.SetScalableTarget.class, "set-scalable-target"));

  private final JsonMapper json;

  StateDocument() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addMixIn(Phase.class, Typed.class)
            .addMixIn(Outcome.class, Typed.class)
            .addMixIn(Slot.State.class, Typed.class)
            .addMixIn(Action.class, Typed.class)
            .addMixIn(ServiceName.class, WithoutNulls.class);
    NAMES.forEach((type, name) -> builder.registerSubtypes(new NamedType(type, name)));
    // What an earlier release did not write yet is absent, not wrong.
    this.json = builder.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  }

  String write(Recycle recycle) {
    int format = recycle.spec().service().target() == null ? FORMAT : FORMAT_WITH_TARGET;
    return json.writeValueAsString(new Document(format, recycle));
  }

  Recycle read(String document) {
    JsonNode tree = json.readTree(document);
    int format = tree.path("format").asInt();
    if (format > FORMAT_WITH_TARGET) {
      throw new IllegalStateException(
          "a state document of format %d was written by a newer version; this one reads up to %d"
              .formatted(format, FORMAT_WITH_TARGET));
    }
    JsonNode current = format < FORMAT ? FormatOne.upgraded(tree) : tree;
    return json.treeToValue(current, Document.class).recycle();
  }

  /** An event's own fields; its sentence is kept beside them. */
  String details(RecycleEvent event) {
    return json.writeValueAsString(event);
  }

  private record Document(int format, Recycle recycle) {}

  /** So that a document without a target is what it was before there were any. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private interface WithoutNulls {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Typed {}
}
