package io.ecsrecycler.api;

import io.ecsrecycler.job.IdempotencyKey;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.job.RecycleViews;
import io.ecsrecycler.job.Requester;
import io.ecsrecycler.job.ServiceLookup;
import io.ecsrecycler.job.Visibility;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.security.Access;
import io.ecsrecycler.security.Caller;
import io.ecsrecycler.security.Permission;
import io.ecsrecycler.security.Rechecks;
import io.ecsrecycler.security.Target;
import io.ecsrecycler.security.TargetPattern;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which recycles, and which services, the caller of a request reaches. */
@Component
class Reach {

  private final Access access;
  private final Rechecks rechecks;
  private final RecycleViews views;

  Reach(Access access, Rechecks rechecks, RecycleViews views) {
    this.access = access;
    this.rechecks = rechecks;
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

  /** The caller's name. */
  String caller() {
    return access.caller().name();
  }

  /** The caller as somebody who listens to a recycle for as long as they may see it. */
  EventStream.Listener listener(RecycleView seen, HttpServletRequest request) {
    Target target = target(seen);
    return new EventStream.Listener(
        UUID.fromString(seen.recycle().id()),
        rechecks.of(request),
        caller -> caller.may(Permission.VIEW, target));
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
    return asksFor(asked, null, "");
  }

  /**
   * The same for a request that may have a key.
   *
   * @param idempotencyKey as sent; null when there was none
   * @param request what is asked for, as {@link SameRequest} has it
   */
  Requester asksFor(ServiceName asked, @Nullable String idempotencyKey, String request) {
    access.checkAsked(Permission.OPERATE, Target.asked(asked.cluster(), asked.service()));
    Caller caller = access.caller();
    return new Asking(access, caller, key(caller, idempotencyKey, request));
  }

  private static @Nullable IdempotencyKey key(
      Caller caller, @Nullable String text, String request) {
    try {
      return text == null ? null : new IdempotencyKey(caller.name(), text, request);
    } catch (IllegalArgumentException _) {
      throw Problems.invalidHeader("Idempotency-Key", IdempotencyKey.REMEDY);
    }
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

  private record Asking(Access access, Caller caller, @Nullable IdempotencyKey key)
      implements Requester {

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
