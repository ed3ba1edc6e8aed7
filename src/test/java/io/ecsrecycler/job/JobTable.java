package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.uuid.Generators;
import io.ecsrecycler.recycle.Brakes;
import io.ecsrecycler.recycle.Command;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.Hold;
import io.ecsrecycler.recycle.Outcome;
import io.ecsrecycler.recycle.Phase;
import io.ecsrecycler.recycle.Plan;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.Specs;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The job table on a real database: the fence, the lock of a service, and the timeline. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.cloud.aws.region.static=us-east-1",
      "spring.cloud.aws.endpoint=http://127.0.0.1:1",
      "spring.cloud.aws.credentials.access-key=test",
      "spring.cloud.aws.credentials.secret-key=test"
    })
@Import(JobTable.EveryServiceExists.class)
@ExtendWith(OutputCaptureExtension.class)
abstract class JobTable implements JobStoreContract {

  private static final RecycleEvent NEWS = new RecycleEvent.NothingToDo("a test");

  @Autowired JobStore store;
  @Autowired RecycleCommands commands;
  @Autowired RecycleJobs jobs;
  @Autowired RecycleViews views;
  @Autowired Recycles recycles;
  @Autowired StateDocument document;
  @Autowired Clock clock;
  @Autowired Purge purge;
  @Autowired Freezes freezes;
  @Autowired RecycleChanges changes;
  @Autowired Notifications notifications;
  @Autowired JdbcClient jdbc;

  @Override
  public JobStore store() {
    return store;
  }

  @Override
  public StoredRecycle requested() {
    return stored(JobStoreContract.anId());
  }

  @Test
  void aCommitWritesStateAndEventsTogether() {
    StoredRecycle before = stored("together");
    Recycle next = recycling(before.recycle());
    StoredRecycle after = store.commit(before, next, List.of(NEWS));
    assertThat(after.version()).isGreaterThan(before.version());
    assertThat(store.load(next.id())).hasValue(after);
    assertThat(timeline(next.id()))
        .singleElement()
        .matches(it -> it.message().equals(NEWS.sentence()));
    assertThat(views.find(UUID.fromString(next.id())))
        .hasValueSatisfying(view -> assertThat(view.status()).isEqualTo(JobStatus.RUNNING));
  }

  @Test
  void everyTimeReadsBackAsItWasAnswered() {
    Submission submitted = recycles.submit(spec("timed"), Requester.itself("a test"));
    RecycleView answered = ((Submission.Accepted) submitted).recycle();
    UUID id = UUID.fromString(answered.recycle().id());

    assertThat(views.find(id).orElseThrow().times()).isEqualTo(answered.times());
    assertThat(commands.give(id, Command.CANCEL))
        .isInstanceOfSatisfying(
            RecycleCommands.Done.class,
            it -> assertThat(it.recycle().times().endedAt()).isNotNull());
    for (int i = 0; i < 1_000; i++) {
      assertThat(clock.instant().getNano() % 1_000).isZero();
    }
  }

  /** A stopped task's reason, a proxy's page: AWS cannot be asked to say it in other words. */
  @Test
  void noCharacterInWhatAwsSaysKeepsARecycleFromGoingOn() {
    StoredRecycle before = stored("hostile");
    RecycleEvent hostile = new RecycleEvent.NothingToDo("a\u0000b\ud800c\u001bd\ne");
    Hold hold = new Hold(Hold.Reason.AWS_REJECTED, "a\u0000b\ud800c", clock.instant());
    Recycle next = with(before.recycle(), new Brakes(hold, null, null));
    store.commit(before, next, List.of(hostile));

    assertThat(timeline(next.id()))
        .extracting(TimelineEntry::message)
        .containsExactly("Nothing to recycle: a?b?c?d\ne");
    assertThat(store.load(next.id()).orElseThrow().recycle().hold()).isNotNull();
  }

  @Test
  void noCharacterInWhatAMailServerSaysKeepsAReportFromBeingTold() {
    String id = stored("mailed").recycle().id();
    notifications.queued(id, "mail");
    notifications.attempted(id, "mail", NotificationView.Status.PENDING, "550 a\u0000b\ud800");

    assertThat(views.find(UUID.fromString(id)).orElseThrow().notifications())
        .extracting(NotificationView::error)
        .containsExactly("550 a?b?");
  }

  @Test
  void pausesAndResumesAndCancelsUnderTheSameFence() {
    StoredRecycle before = stored("commanded");
    StoredRecycle running = store.commit(before, recycling(before.recycle()), List.of());
    UUID id = UUID.fromString(running.recycle().id());

    assertThat(commands.give(id, Command.PAUSE))
        .isInstanceOfSatisfying(
            RecycleCommands.Done.class,
            it -> assertThat(it.recycle().status()).isEqualTo(JobStatus.PAUSED));
    assertThatExceptionOfType(StaleStateException.class)
        .isThrownBy(() -> store.commit(running, ended(running.recycle()), List.of()));
    assertThat(commands.give(id, Command.RESUME))
        .isInstanceOfSatisfying(
            RecycleCommands.Done.class,
            it -> assertThat(it.recycle().status()).isEqualTo(JobStatus.RUNNING));
    assertThat(commands.give(id, Command.CANCEL)).isInstanceOf(RecycleCommands.Done.class);
    assertThat(commands.give(id, Command.PAUSE)).isInstanceOf(RecycleCommands.Refused.class);
    assertThat(commands.give(UUID.randomUUID(), Command.PAUSE))
        .isInstanceOf(RecycleCommands.Unknown.class);
    assertThat(timeline(id.toString()))
        .extracting(TimelineEntry::type)
        .containsExactly("RecyclePaused", "RecycleResumed", "CancelRequested");
  }

  @Test
  void aFreezePausesWhatRunsAndLetsItGoOnAfterwardsButNotWhatSomebodyPaused() {
    StoredRecycle running = stored("frozen-running");
    store.commit(running, recycling(running.recycle()), List.of());
    UUID byFreeze = UUID.fromString(running.recycle().id());
    UUID byHand = UUID.fromString(stored("frozen-by-hand").recycle().id());
    commands.give(byHand, Command.PAUSE);
    UUID kept = UUID.fromString(stored("frozen-kept").recycle().id());

    assertThat(freezes.freeze("alice", "incident 42").sentence())
        .startsWith("frozen by alice since ")
        .endsWith(": incident 42");
    assertThat(freezes.freeze("bob", "another").by()).isEqualTo("alice");
    assertThat(recycles.submit(spec("frozen-new"), Requester.itself("a test")))
        .isInstanceOf(Submission.NothingStarts.class);
    assertThat(status(byFreeze)).isEqualTo(JobStatus.PAUSED);
    assertThat(status(kept)).isEqualTo(JobStatus.PAUSED);
    assertThat(freezes.pause(kept)).isInstanceOf(RecycleCommands.Done.class);

    assertThat(freezes.lift("alice")).isEmpty();
    assertThat(status(byFreeze)).isEqualTo(JobStatus.RUNNING);
    assertThat(status(byHand)).isEqualTo(JobStatus.PAUSED);
    assertThat(status(kept)).isEqualTo(JobStatus.PAUSED);
    assertThat(timeline(byFreeze.toString()))
        .extracting(TimelineEntry::message)
        .satisfies(
            it -> assertThat(it.getFirst()).startsWith("Paused: frozen by alice"),
            it -> assertThat(it.getLast()).isEqualTo("Resumed: the freeze is over"));
    assertThat(recycles.submit(spec("frozen-new"), Requester.itself("a test")))
        .isInstanceOf(Submission.Accepted.class);
  }

  /** A pause by hand is kept beyond a freeze only where it was accepted. */
  @Test
  void aPauseThatIsRefusedChangesNothingOfWhatAFreezeRemembers() {
    StoredRecycle ending = stored("frozen-ending");
    UUID id = UUID.fromString(ending.recycle().id());
    store.commit(ending, recycling(ending.recycle()), List.of());
    freezes.freeze("alice", null);
    commands.give(id, Command.CANCEL);
    long noted = notedByTheFreeze(id);

    assertThat(freezes.pause(id)).isInstanceOf(RecycleCommands.Refused.class);
    assertThat(notedByTheFreeze(id)).isEqualTo(noted).isEqualTo(1);
    freezes.lift("alice");
  }

  private long notedByTheFreeze(UUID id) {
    return jdbc.sql("select count(*) from freeze_paused where job_id = ?")
        .param(id)
        .query(Long.class)
        .single();
  }

  @Test
  void liftingWhatIsNotFrozenSaysNothingOfAFreeze(CapturedOutput output) {
    assertThat(freezes.lift("bob")).isEmpty();
    assertThat(output.getOut()).doesNotContain("lifted by bob");
  }

  @Test
  void aStartThatIsRefusedWritesNothing() {
    recycles.submit(spec("refused"), keyed("first", "one"));
    List<Long> before = rows();
    assertThat(recycles.submit(spec("refused"), keyed("second", "two")))
        .isInstanceOf(Submission.UnderWay.class);
    assertThat(recycles.submit(spec("refused"), keyed("first", "three")))
        .isInstanceOf(Submission.KeyReused.class);
    assertThat(rows()).isEqualTo(before);

    freezes.freeze("alice", null);
    List<Long> frozen = rows();
    assertThat(recycles.submit(spec("refused-frozen"), keyed("third", "four")))
        .isInstanceOf(Submission.NothingStarts.class);
    assertThat(rows()).isEqualTo(frozen);
    freezes.lift("alice");
  }

  private List<Long> rows() {
    return Stream.of(
            "recycle_job", "scheduled_tasks where task_name = 'recycle'", "idempotency_key")
        .map(it -> jdbc.sql("select count(*) from " + it).query(Long.class).single())
        .toList();
  }

  @Test
  void aFreezeReachesEveryOtherRecycleWhenOneCannotBeRead() {
    UUID broken = UUID.fromString(stored("frozen-unreadable").recycle().id());
    UUID sound = UUID.fromString(stored("frozen-readable").recycle().id());
    jdbc.sql("update recycle_job set state = '{' where id = ?").param(broken).update();

    freezes.freeze("alice", null);
    assertThat(status(sound)).isEqualTo(JobStatus.PAUSED);
    freezes.lift("alice");
    assertThat(status(sound)).isNotEqualTo(JobStatus.PAUSED);

    jdbc.sql("delete from recycle_event where job_id = ?").param(broken).update();
    jdbc.sql("delete from recycle_job where id = ?").param(broken).update();
  }

  private JobStatus status(UUID id) {
    return views.find(id).orElseThrow().status();
  }

  @Test
  void cancelsARecycleThatNobodyHasBegun() {
    StoredRecycle queued = stored("unbegun");
    UUID id = UUID.fromString(queued.recycle().id());

    assertThat(commands.give(id, Command.CANCEL))
        .isInstanceOfSatisfying(
            RecycleCommands.Done.class,
            it -> assertThat(it.recycle().status()).isEqualTo(JobStatus.CANCELLED));
    assertThat(jobs.findByActiveKey("key/unbegun")).isEmpty();
    assertThat(commands.give(id, Command.CANCEL)).isInstanceOf(RecycleCommands.Done.class);
  }

  @Test
  void aPauseAndAResumeDoNotBeginARecycleThatNobodyHasBegun() {
    UUID id = UUID.fromString(stored("still-unbegun").recycle().id());
    commands.give(id, Command.PAUSE);
    assertThat(status(id)).isEqualTo(JobStatus.PAUSED);
    commands.give(id, Command.RESUME);

    assertThat(status(id)).isEqualTo(JobStatus.QUEUED);
    assertThat(views.find(id).orElseThrow().times().startedAt()).isNull();
    commands.give(id, Command.CANCEL);
    assertThat(status(id)).isEqualTo(JobStatus.CANCELLED);
    assertThat(views.find(id).orElseThrow().times().startedAt()).isNull();
  }

  @Test
  void whatAnEngineHasDecidedOnIsBegunWhateverPeopleSayAfterwards() {
    StoredRecycle before = stored("begun");
    UUID id = UUID.fromString(before.recycle().id());
    Hold hold = new Hold(Hold.Reason.DEPLOYMENT_RUNNING, "a test", clock.instant());
    store.commit(before, with(before.recycle(), new Brakes(hold, null, null)), List.of());

    assertThat(status(id)).isEqualTo(JobStatus.RUNNING);
    commands.give(id, Command.PAUSE);
    commands.give(id, Command.RESUME);
    assertThat(status(id)).isEqualTo(JobStatus.RUNNING);
    assertThat(views.find(id).orElseThrow().times().startedAt()).isNotNull();
  }

  @Test
  void aClaimIsNoNewsToThoseWhoWait() {
    StoredRecycle before = stored("claimed");
    UUID id = UUID.fromString(before.recycle().id());
    RecycleChanges.Stamp known = changes.stamp(id).orElseThrow();
    store.claim(id.toString());
    assertThat(changes.stamp(id)).hasValue(known);
    StoredRecycle claimed = store.load(id.toString()).orElseThrow();
    assertThat(RecycleChanges.Stamp.of(claimed)).isEqualTo(known);

    store.commit(claimed, recycling(claimed.recycle()), List.of());
    assertThat(changes.stamp(id).orElseThrow()).isNotEqualTo(known);
  }

  @Test
  void theEndFreesTheService() {
    StoredRecycle before = stored("freed");
    assertThat(jobs.findByActiveKey("key/freed")).isPresent();
    store.commit(before, ended(before.recycle()), List.of());
    assertThat(jobs.findByActiveKey("key/freed")).isEmpty();
  }

  @Test
  void ofManyThatAskAtOnceExactlyOneIsAccepted() throws Exception {
    RecycleSpec spec = spec("contended");
    Callable<Submission> ask = () -> recycles.submit(spec, Requester.itself("a test"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Submission> answers =
          threads.invokeAll(Collections.nCopies(20, ask)).stream().map(Future::resultNow).toList();
      assertThat(answers).filteredOn(Submission.Accepted.class::isInstance).hasSize(1);
      assertThat(answers).filteredOn(Submission.UnderWay.class::isInstance).hasSize(19);
    }
  }

  @Test
  void aKeyOfAnEarlierReleaseStartsNothingASecondTime() {
    Submission first = recycles.submit(spec("keyed"), keyed("k", "the request"));
    assertThat(recycles.submit(spec("keyed"), keyed("k", "the request")))
        .isInstanceOf(Submission.Repeated.class);
    assertThat(recycles.submit(spec("keyed"), keyed("k", "another request")))
        .isInstanceOf(Submission.KeyReused.class);

    jdbc.sql("update idempotency_key set fingerprint = ? where job_id = ?")
        .param("d".repeat(64))
        .param(UUID.fromString(((Submission.Accepted) first).recycle().recycle().id()))
        .update();
    assertThat(recycles.submit(spec("keyed"), keyed("k", "the request")))
        .isInstanceOf(Submission.Repeated.class);
  }

  private static Requester keyed(String key, String request) {
    return new Requester() {
      @Override
      public String name() {
        return "a test";
      }

      @Override
      public void mayTouch(ServiceLookup.Target found) {
        // Everybody may.
      }

      @Override
      public IdempotencyKey key() {
        return new IdempotencyKey("a test", key, request);
      }
    };
  }

  @Test
  void forgetsWhatEndedLongAgoAndNothingElse() {
    StoredRecycle old = stored("old");
    store.commit(old, ended(old.recycle()), List.of(NEWS));
    StoredRecycle recent = stored("recent");
    store.commit(recent, ended(recent.recycle()), List.of(NEWS));
    StoredRecycle running = stored("running");
    jdbc.sql("update recycle_job set ended_at = ? where id = ?")
        .param(clock.instant().minus(Duration.ofDays(91)).atOffset(ZoneOffset.UTC))
        .param(UUID.fromString(old.recycle().id()))
        .update();

    assertThat(purge.run()).isEqualTo(1);
    assertThat(store.load(old.recycle().id())).isEmpty();
    assertThat(store.load(recent.recycle().id())).isPresent();
    assertThat(store.load(running.recycle().id())).isPresent();
    assertThat(timeline(recent.recycle().id())).hasSize(1);
  }

  @Test
  void theListIsNewestFirstAndFiltered() {
    String first = stored("listed").recycle().id();
    store.commit(
        store.load(first).orElseThrow(),
        ended(store.load(first).orElseThrow().recycle()),
        List.of());
    String second = stored("listed").recycle().id();
    assertThat(ids("listed", null)).containsExactly(second, first);
    assertThat(ids("listed", JobStatus.SUCCEEDED)).containsExactly(first);
  }

  /** What a pattern's characters mean to a database must not matter. */
  @Test
  void onlyRecyclesOfVisibleServicesAreListed() {
    String seen = stored("seen_1").recycle().id();
    String other = stored("seenX1").recycle().id();
    assertThat(visible(names("seen_*"))).contains(seen).doesNotContain(other);
    assertThat(visible(names("seen*"))).contains(seen, other);
    assertThat(visible(names("SEEN*"))).doesNotContain(seen, other);
    assertThat(visible(names("seen%"))).doesNotContain(seen, other);
    assertThat(visible(new Visibility(List.of(), List.of("key/seen_*"))))
        .contains(seen)
        .doesNotContain(other);
    assertThat(visible(Visibility.EVERYTHING)).contains(seen, other);
    assertThat(visible(new Visibility(List.of(), List.of()))).isEmpty();
  }

  private static Visibility names(String service) {
    return new Visibility(List.of(new Visibility.Names("*", service)), List.of());
  }

  private List<String> visible(Visibility visibility) {
    return views
        .list(new RecycleViews.Filter(visibility, null, null, null), null, 100)
        .recycles()
        .stream()
        .map(view -> view.recycle().id())
        .toList();
  }

  @Test
  void pagesGoOnWhereTheLastOneEndedWhateverIsAddedMeanwhile() {
    RecycleViews.Filter filter = new RecycleViews.Filter(Visibility.EVERYTHING, "c", "paged", null);
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      StoredRecycle made = stored("paged");
      store.commit(made, ended(made.recycle()), List.of());
      newestFirst.addFirst(made.recycle().id());
    }
    RecycleViews.Listed first = views.list(filter, null, 2);
    stored("paged");
    RecycleViews.Listed second = views.list(filter, first.next(), 2);
    RecycleViews.Listed third = views.list(filter, second.next(), 2);

    assertThat(Stream.of(first, second, third).flatMap(page -> page.recycles().stream()))
        .extracting(view -> view.recycle().id())
        .containsExactlyElementsOf(newestFirst);
    assertThat(third.next()).isNull();
  }

  @Test
  void aTimelineIsReadInPagesWhateverOthersWriteMeanwhile() {
    StoredRecycle before = stored("long-timeline");
    String id = before.recycle().id();
    for (int i = 0; i < 5; i++) {
      StoredRecycle current = store.load(id).orElseThrow();
      store.commit(current, current.recycle(), List.of(new RecycleEvent.NothingToDo("event " + i)));
      StoredRecycle other = stored("long-timeline-" + i);
      store.commit(other, other.recycle(), List.of(NEWS));
    }
    List<TimelineEntry> whole = timeline(id);
    assertThat(whole).hasSize(5);

    List<TimelineEntry> first = views.timelineAfter(UUID.fromString(id), 0, 2);
    List<TimelineEntry> second =
        views.timelineAfter(UUID.fromString(id), first.getLast().sequence(), 2);
    List<TimelineEntry> third =
        views.timelineAfter(UUID.fromString(id), second.getLast().sequence(), 2);
    assertThat(Stream.of(first, second, third).flatMap(List::stream))
        .containsExactlyElementsOf(whole);
  }

  private List<String> ids(String service, @Nullable JobStatus status) {
    return views
        .list(new RecycleViews.Filter(Visibility.EVERYTHING, null, service, status), null, 10)
        .recycles()
        .stream()
        .map(view -> view.recycle().id())
        .toList();
  }

  private List<TimelineEntry> timeline(String id) {
    return views.timelineAfter(UUID.fromString(id), 0, 1_000);
  }

  /** A job that no engine was told of. */
  private StoredRecycle stored(String service) {
    UUID id = Generators.timeBasedEpochGenerator().generate();
    Recycle recycle = Recycle.requested(id.toString(), spec(service));
    ServiceLookup.Target target =
        new ServiceLookup.Target(recycle.spec().service(), "us-east-1", "key/" + service);
    jobs.saveAndFlush(
        new RecycleJob(id, target, "a test", document.write(recycle), clock.instant()));
    return store.load(id.toString()).orElseThrow();
  }

  private static Recycle with(Recycle recycle, Brakes brakes) {
    return new Recycle(
        recycle.id(), recycle.spec(), recycle.phase(), recycle.plan(), recycle.capacity(), brakes);
  }

  private Recycle recycling(Recycle recycle) {
    return new Recycle(
        recycle.id(),
        recycle.spec(),
        new Phase.Recycling(clock.instant(), 0),
        new Plan(new Plan.Strength(3, 3, 1), clock.instant(), null, List.of(), Set.of()),
        recycle.capacity(),
        recycle.brakes());
  }

  private static Recycle ended(Recycle recycle) {
    return new Recycle(
        recycle.id(),
        recycle.spec(),
        new Phase.Ended(new Outcome.Succeeded()),
        null,
        recycle.capacity(),
        recycle.brakes());
  }

  private static RecycleSpec spec(String service) {
    return Specs.usual("c", service);
  }

  /** Every service exists; nobody has to ask AWS. */
  @TestConfiguration
  static class EveryServiceExists {
    @Bean
    @Primary
    ServiceLookup everyServiceExists() {
      return new ServiceLookup() {
        @Override
        public Answer find(ServiceName asked, String by) {
          return new Target(asked, "us-east-1", "key/" + asked.service());
        }

        @Override
        public Sight look(RecycleSpec spec, String by) {
          return new Unanswered(new Fault(Fault.Kind.UNREACHABLE, "nobody is there"));
        }
      };
    }
  }
}
