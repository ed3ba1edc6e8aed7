package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.RecycleSpec;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;

/** Finds the service that somebody wants recycled; whoever can reach AWS provides it. */
public interface ServiceLookup {

  /**
   * Finds a service.
   *
   * @param asked names or ARNs, and the target that was asked for
   * @param by who wants to know; AWS is told
   */
  Answer find(ServiceName asked, String by);

  /**
   * Looks at everything that a plan for that service can need; nothing is changed.
   *
   * @param by who wants to know; AWS is told
   */
  Sight look(RecycleSpec spec, String by);

  /** What came of finding it. */
  sealed interface Answer {}

  /** What came of looking at it. */
  sealed interface Sight {}

  /** The service as it is. */
  record Seen(ServiceSnapshot snapshot) implements Sight {}

  /**
   * The service, found.
   *
   * @param name its names
   * @param region its Region
   * @param key what makes it unique across accounts and Regions: its cluster's ARN, and its name
   */
  record Target(ServiceName name, String region, String key) implements Answer {

    /** The service's ARN in the current format, whichever of the two AWS still uses for it. */
    public String serviceArn() {
      return key.replace(":cluster/", ":service/");
    }
  }

  /**
   * There is no such thing.
   *
   * @param field which field of the request names it
   * @param message one sentence for people
   */
  record Unknown(String field, String message) implements Answer {}

  /**
   * It is not what the target that was asked for is configured for.
   *
   * @param field which field of the request names it
   * @param message one sentence for people
   */
  record NotInTarget(String field, String message) implements Answer {}

  /** AWS did not answer. */
  record Unanswered(Fault fault) implements Answer, Sight {}
}
