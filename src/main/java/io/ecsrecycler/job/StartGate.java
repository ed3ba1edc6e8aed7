package io.ecsrecycler.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What stands against starting a recycle now. Who starts one and who plans one ask here. */
@Component
class StartGate {

  private final FreezeSwitch freeze;
  private final RecycleJobs jobs;
  private final RecycleViews views;

  StartGate(FreezeSwitch freeze, RecycleJobs jobs, RecycleViews views) {
    this.freeze = freeze;
    this.jobs = jobs;
    this.views = views;
  }

  /** Whether anything starts now. */
  Optional<Submission.NothingStarts> frozen() {
    return freeze.now().map(Submission.NothingStarts::new);
  }

  /** The same within a transaction; until its end nobody freezes anything. */
  Optional<Submission.NothingStarts> frozenUntilTheEnd() {
    return freeze.nowAndNobodyElse().map(Submission.NothingStarts::new);
  }

  /** The recycle that a service has under way, if it has one. */
  Optional<Submission.UnderWay> underWay(ServiceLookup.Target target) {
    return jobs.findByActiveKey(target.key()).map(views::view).map(Submission.UnderWay::new);
  }

  /** All of it, in the order in which a start is refused. */
  List<Submission.Blocked> against(ServiceLookup.Target target) {
    return Stream.<Optional<? extends Submission.Blocked>>of(frozen(), underWay(target))
        .<Submission.Blocked>mapMulti((it, next) -> it.ifPresent(next))
        .toList();
  }
}
