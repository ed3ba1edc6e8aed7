package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Asked;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.CapacityLease;
import io.ecsrecycler.recycle.Failure;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.ScalableTarget;
import io.ecsrecycler.recycle.Selection;
import io.ecsrecycler.recycle.ServiceIdentity;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.Share;
import io.ecsrecycler.recycle.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is at rest comes back as it was. */
class StateDocumentTest {

  private static final Instant T = Instant.parse("2026-11-23T08:00:00.123456Z");
  private static final Failure WHY = new Failure(Failure.Code.SURGE_NOT_HEALTHY, "because");

  private final StateDocument document = new StateDocument();

  static Stream<Phase> phases() {
    return Stream.of(
        new Phase.Planning(),
        new Phase.Surging(T, T.plusSeconds(1), null),
        new Phase.Surging(T, T.plusSeconds(1), T),
        new Phase.Recycling(T, 1),
        new Phase.Settling(T, T.plusSeconds(1)),
        new Phase.Restoring(T, new Outcome.Failed(WHY)),
        new Phase.Ended(new Outcome.Succeeded()),
        new Phase.Ended(new Outcome.Cancelled()));
  }

  static Stream<Action> actions() {
    return Stream.of(
        new Action.StopTask("arn:a", "why"),
        new Action.SetDesiredCount(4),
        new Action.SetScalableTarget(null, new ScalableTarget.Suspension(true, false, false)));
  }

  @ParameterizedTest
  @MethodSource("phases")
  void everyPhaseComesBack(Phase phase) {
    Recycle recycle = recycle(phase, new Action.SetDesiredCount(4));
    assertThat(document.read(document.write(recycle))).isEqualTo(recycle);
  }

  @ParameterizedTest
  @MethodSource("actions")
  void everyActionComesBack(Action action) {
    Recycle recycle = recycle(new Phase.Recycling(T, 1), action);
    assertThat(document.read(document.write(recycle))).isEqualTo(recycle);
  }

  /** Written by earlier versions; an upgrade goes on with them. */
  @ParameterizedTest
  @ValueSource(strings = {"settling", "recycling", "ended"})
  void reads(String phase) throws IOException {
    Recycle recycle = document.read(committed("format-1-" + phase));

    assertThat(recycle.phase().getClass().getSimpleName()).isEqualToIgnoringCase(phase);
    assertThat(recycle.spec().rhythm().batch()).isEqualTo(Share.ONE);
    assertThat(recycle.spec().selection()).isEqualTo(Selection.ALL);
    assertThat(document.read(document.write(recycle))).isEqualTo(recycle);
  }

  @Test
  void countsWhatWasInFlightInFormatOne() throws IOException {
    Recycle recycle = document.read(committed("format-1-recycling"));

    assertThat(recycle.phase())
        .isInstanceOfSatisfying(Phase.Recycling.class, it -> assertThat(it.stopped()).isEqualTo(1));
    assertThat(Objects.requireNonNull(recycle.plan()).strength())
        .isEqualTo(new Plan.Strength(25, 25, 1));
  }

  @Test
  void readsTheCommittedDocumentOfThisFormat() throws IOException {
    Recycle recycle = recycle(new Phase.Recycling(T, 1), new Action.SetDesiredCount(4));

    assertThat(document.read(committed("format-2"))).isEqualTo(recycle);
  }

  @Test
  void whatCameLaterComesBackToo() {
    Recycle before = recycle(new Phase.Surging(T, T, T, T), new Action.SetDesiredCount(4));
    Recycle recycle =
        new Recycle(
            before.id(),
            before.spec(),
            before.phase(),
            new Plan(
                new Plan.Strength(3, 3, 1),
                T,
                null,
                List.of(
                    new Slot("arn:a", new Slot.Waiting(T)),
                    new Slot("arn:b", new Slot.Failed(T, WHY, "arn:n")),
                    new Slot("arn:c", new Slot.Stopping(T, T, Set.of(), Set.of(), Map.of(), T))),
                Set.of(),
                new ServiceIdentity("arn:s", T)),
            new Recycle.Capacity(
                new CapacityLease(
                    new CapacityLease.Held<>(3, 4),
                    new CapacityLease.Held<>(3, 5, 4),
                    null,
                    T,
                    new ScalableTarget.Suspension(true, false, true)),
                new Asked(new Action.SetDesiredCount(4), T, false, true, T.plusSeconds(2)),
                T),
            new Brakes(
                new Hold(Hold.Reason.SERVICE_NOT_FOUND, "gone?", T, T.plusSeconds(1), 4),
                null,
                null,
                Map.of(Hold.Reason.SERVICE_NOT_FOUND, T)));

    assertThat(document.read(document.write(recycle))).isEqualTo(recycle);
    Phase ended = new Phase.Ended(new Outcome.Cancelled(), "left");
    assertThat(document.read(document.write(recycle(ended, new Action.SetDesiredCount(4)))).phase())
        .isEqualTo(ended);
  }

  /** So that a release which has never heard of targets goes on with it. */
  @Test
  void withoutATargetItIsWrittenAsBeforeThereWereTargets() {
    Recycle recycle = recycle(new Phase.Recycling(T, 1), new Action.SetDesiredCount(4));

    assertThat(document.write(recycle))
        .startsWith("{\"format\":2,")
        .contains("\"service\":{\"cluster\":\"c\",\"service\":\"s\"}");
  }

  /** Whoever does not know targets would recycle the service of that name in its own account. */
  @Test
  void withATargetItIsOfAFormatThatOnlyThoseReadWhoKnowTargets() throws IOException {
    Recycle plain = recycle(new Phase.Recycling(T, 1), new Action.SetDesiredCount(4));
    Recycle there =
        new Recycle(
            plain.id(),
            plain.spec().of(new ServiceName("c", "s", "prod-eu")),
            plain.phase(),
            plain.plan(),
            plain.capacity(),
            plain.brakes());

    assertThat(document.write(there)).startsWith("{\"format\":3,");
    assertThat(document.read(document.write(there))).isEqualTo(there);
    assertThat(document.read(committed("format-3"))).isEqualTo(there);
  }

  @Test
  void refusesADocumentOfALaterVersion() {
    assertThatIllegalStateException()
        .isThrownBy(() -> document.read("{\"format\": 4, \"recycle\": {}}"))
        .withMessageContaining("format 4");
  }

  private static String committed(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/state", name + ".json"));
  }

  private static Recycle recycle(Phase phase, Action asked) {
    return new Recycle(
        "01a20800-bee7-7d81-b590-0b4bb8fc390b",
        new RecycleSpec(
            new ServiceName("c", "s"),
            new Selection(T, Duration.ofHours(1), Set.of("a"), "web:1", "eu-west-1a", "i"),
            new RecycleSpec.Rhythm(true, Share.percent(10), Duration.ofSeconds(30), Share.tasks(2)),
            new RecycleSpec.Caution(
                true, RecycleSpec.ProtectedTasks.SKIP, true, Duration.ofSeconds(40), 2),
            new RecycleSpec.Patience(
                Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofDays(1), null),
            "secrets"),
        phase,
        new Plan(
            new Plan.Strength(3, 3, 1),
            T,
            2,
            List.of(
                new Slot("arn:a", new Slot.Replaced("arn:n", T, T.plusSeconds(9))),
                new Slot(
                    "arn:b",
                    new Slot.Stopping(T, T, Set.of("arn:c"), Set.of("arn:d"), Map.of("arn:d", T))),
                new Slot("arn:c", new Slot.Waiting()),
                new Slot("arn:e", new Slot.Gone(T)),
                new Slot("arn:f", new Slot.Skipped("protected")),
                new Slot("arn:g", new Slot.Failed(T, WHY))),
            Set.of("arn:z")),
        new Recycle.Capacity(
            new CapacityLease(
                new CapacityLease.Held<>(3, 4),
                new CapacityLease.Held<>(3, 4),
                new CapacityLease.Held<>(false, true),
                T),
            new Asked(asked, T, true)),
        new Brakes(
            new Hold(Hold.Reason.AWS_THROTTLED, "slower", T),
            new Brakes.Pause(T, T.plusSeconds(5), true),
            new Outcome.Cancelled()));
  }
}
