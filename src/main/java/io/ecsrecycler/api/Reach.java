package io.ecsrecycler.api;

import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.Requester;
import io.ecsrecycler.job.ServiceLookup;
import io.ecsrecycler.job.Visibility;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.security.Access;
import io.ecsrecycler.security.Caller;
import io.ecsrecycler.security.Permission;
import io.ecsrecycler.security.Target;
import io.ecsrecycler.security.TargetPattern;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which recycles, and which services, the caller of a request reaches. */
@Component
class Reach {

  private final Access access;
  private final RecycleViews views;

  Reach(Access access, RecycleViews views) {
    this.access = access;
    this.views = views;
  }

  /** A recycle that the caller may see; any other is not there. */
  RecycleView seen(String id) {
    Caller caller = access.caller();
    return views
        .find(Ids.uuid(id))
        .filter(it -> caller.may(Permission.VIEW, target(it)))
        .orElseThrow(() -> Problems.unknownId(id));
  }

  /** A recycle that the caller may give commands to; one they may not even see is not there. */
  RecycleView operated(String id) {
    RecycleView recycle = seen(id);
    access.check(access.caller(), Permission.OPERATE, target(recycle));
    return recycle;
  }

  /** The same for a command that makes tasks be stopped again. */
  RecycleView resumed(String id) {
    RecycleView recycle = operated(id);
    access.checkAllowedTarget(target(recycle));
    return recycle;
  }

  /**
   * The caller as somebody who asks for a recycle of that service; refused where that is certain.
   */
  Requester asksFor(ServiceName asked) {
    access.checkAsked(Permission.OPERATE, Target.asked(asked.cluster(), asked.service()));
    return new Asking(access, access.caller());
  }

  /** What of a list the caller may see. */
  Visibility visible() {
    List<Visibility.Names> names = new ArrayList<>();
    List<String> arns = new ArrayList<>();
    for (TargetPattern pattern : access.caller().where(Permission.VIEW)) {
      switch (pattern) {
        case TargetPattern.ByNames it ->
            names.add(new Visibility.Names(it.cluster(), it.service()));
        case TargetPattern.ByArn it -> arns.add(it.arn());
      }
    }
    return new Visibility(names, arns);
  }

  private static Target target(RecycleView recycle) {
    ServiceName name = recycle.recycle().spec().service();
    return new Target(name.cluster(), name.service(), recycle.serviceArn());
  }

  private record Asking(Access access, Caller caller) implements Requester {

    @Override
    public String name() {
      return caller.name();
    }

    @Override
    public void mayTouch(ServiceLookup.Target found) {
      Target target =
          new Target(found.name().cluster(), found.name().service(), found.serviceArn());
      access.check(caller, Permission.OPERATE, target);
      access.checkAllowedTarget(target);
    }
  }
}
