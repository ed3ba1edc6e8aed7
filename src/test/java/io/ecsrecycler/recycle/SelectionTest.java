package io.ecsrecycler.recycle;

import static io.ecsrecycler.recycle.Look.arn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which tasks, in which order. */
class SelectionTest {

  private static final Instant AWS_TIME = Walk.START;
  private static final String DEFINITION = "arn:aws:ecs:eu-west-1:1:task-definition/web:2";
  private static final String INSTANCE = "arn:aws:ecs:eu-west-1:1:container-instance/shop/i1";

  static Stream<Arguments> selections() {
    Instant young = AWS_TIME.minus(Duration.ofMinutes(5));
    return Stream.of(
        Arguments.of(Selection.ALL, null),
        Arguments.of(startedBefore(AWS_TIME), null),
        Arguments.of(startedBefore(young), "it was not started before " + young),
        Arguments.of(olderThan(Duration.ofMinutes(4)), null),
        Arguments.of(olderThan(Duration.ofMinutes(5)), "it is not older than 5 minutes"),
        Arguments.of(tasks("t"), null),
        Arguments.of(tasks(arn("t")), null),
        Arguments.of(tasks("other"), "it is not among the given tasks"),
        Arguments.of(
            tasks("arn:aws:ecs:eu-west-1:9:task/shop/t"), "it is not among the given tasks"),
        Arguments.of(place("web:2", null, null), null),
        Arguments.of(place(DEFINITION, null, null), null),
        Arguments.of(place("web:1", null, null), "its task definition is web:2"),
        Arguments.of(place("web", null, null), "its task definition is web:2"),
        Arguments.of(place(null, "eu-west-1b", null), null),
        Arguments.of(place(null, "eu-west-1a", null), "its availability zone is eu-west-1b"),
        Arguments.of(place(null, null, "i1"), null),
        Arguments.of(place(null, null, INSTANCE), null),
        Arguments.of(place(null, null, "i2"), "its container instance is i1"),
        Arguments.of(
            new Selection(AWS_TIME, null, Set.of("t"), "web:3", null, null),
            "its task definition is web:2"));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void tellsWhyATaskIsLeftOut(Selection selection, @Nullable String why) {
    Instant started = AWS_TIME.minus(Duration.ofMinutes(5));
    var origin = new SeenTask.Origin(started, started, "eu-west-1b", DEFINITION, INSTANCE);
    SeenTask task =
        Look.desired(1).healthy("t").origin("t", origin).takenAt(AWS_TIME).tasks().getFirst();

    assertThat(selection.excludes(task, AWS_TIME)).isEqualTo(why);
  }

  @Test
  void takesTasksOfUnknownAgeOrPlaceForNotSelected() {
    var origin = new SeenTask.Origin(null, null, null, "web:2", null);
    SeenTask task =
        Look.desired(1).healthy("t").origin("t", origin).takenAt(AWS_TIME).tasks().getFirst();

    assertThat(startedBefore(AWS_TIME).excludes(task, AWS_TIME)).isNotNull();
    assertThat(olderThan(Duration.ofMinutes(1)).excludes(task, AWS_TIME)).isNotNull();
    assertThat(place(null, null, "i1").excludes(task, AWS_TIME))
        .isEqualTo("it runs on no container instance");
  }

  @Test
  void comparesAgesWithAwsTimeAlone() {
    Walk walk = Walk.of(Walk.with(olderThan(Duration.ofMinutes(5)))).passes(Duration.ofHours(9));
    Look look =
        Look.desired(2)
            .healthy("old", "young")
            .created("old", walk.now().minus(Duration.ofMinutes(6)))
            .created("young", walk.now().minus(Duration.ofMinutes(4)));

    assertThat(walk.sees(look).stoppedTask()).isEqualTo("old");
    assertThat(walk.state().requirePlan().slots()).hasSize(1);
    assertThat(walk.state().requirePlan().bystanders()).containsExactly(arn("young"));
  }

  @Test
  void neverTakesAnUnselectedOldTaskForTheExtraOne() {
    RecycleSpec maintaining = Walk.spec(true, Duration.ZERO, null);
    Walk walk =
        Walk.of(
            new RecycleSpec(
                maintaining.service(),
                tasks("a"),
                maintaining.rhythm(),
                maintaining.caution(),
                maintaining.patience(),
                null));
    walk.sees(Look.desired(2).healthy("a", "b"));

    assertThat(walk.sees(Look.desired(3).healthy("a", "b").pending("x")).stoppedTask()).isEmpty();
    assertThat(walk.sees(Look.desired(3).healthy("a", "b", "x")).stoppedTask()).isEqualTo("a");
    walk.sees(Look.desired(3).healthy("n", "b", "x").stopped("a"));
    assertThat(walk.action()).isEqualTo(new Action.SetDesiredCount(2));
  }

  @Test
  void refusesByNameWhatFitsNoTask() {
    Walk walk = Walk.of(Walk.with(tasks("z", "a"))).sees(Look.desired(1).healthy("a"));

    assertThat(walk.failure().code()).isEqualTo(Failure.Code.SELECTION_NOT_FOUND);
    assertThat(walk.failure().message())
        .isEqualTo(
            "taskArns names tasks that are not running tasks of shop/web: z. Correct the request,"
                + " or leave the field out.");
  }

  @Test
  void hasNothingToDoWhereNoTaskIsOldEnough() {
    Selection old = new Selection(null, Duration.ofDays(400_000), Set.of(), null, null, null);
    Walk walk = Walk.of(Walk.with(old)).sees(Look.desired(1).healthy("a"));

    assertThat(walk.outcome()).isEqualTo(new Outcome.Succeeded());
    assertThat(walk.events())
        .contains(
            new RecycleEvent.NothingToDo(
                "no running task of the service matches what was selected"));
  }

  @Test
  void alternatesBetweenZonesOldestFirstInEach() {
    Look look = Look.desired(5).healthy("a1", "a2", "a3", "b1", "c1").unhealthy("sick");
    List<String> zones = List.of("a1", "a2", "a3", "b1", "c1");
    for (int i = 0; i < zones.size(); i++) {
      Instant created = Instant.EPOCH.plusSeconds(i);
      look.origin(
          zones.get(i),
          new SeenTask.Origin(created, created, "z" + zones.get(i).charAt(0), "web:1", null));
    }

    assertThat(Turns.inOrder(look.takenAt(AWS_TIME).tasks()))
        .extracting(SeenTask::id)
        .containsExactly("sick", "a1", "b1", "c1", "a2", "a3");
  }

  private static Selection startedBefore(Instant instant) {
    return new Selection(instant, null, Set.of(), null, null, null);
  }

  private static Selection olderThan(Duration age) {
    return new Selection(null, age, Set.of(), null, null, null);
  }

  private static Selection tasks(String... tasks) {
    return new Selection(null, null, Set.of(tasks), null, null, null);
  }

  private static Selection place(
      @Nullable String definition, @Nullable String zone, @Nullable String instance) {
    return new Selection(null, null, Set.of(), definition, zone, instance);
  }
}
