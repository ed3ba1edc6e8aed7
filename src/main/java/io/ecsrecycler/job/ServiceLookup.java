package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;

/** Finds the service that somebody wants recycled; whoever can reach AWS provides it. */
public interface ServiceLookup {

  /** Finds a service by names or ARNs. */
  Answer find(String cluster, String service);

  /** What came of it. */
  sealed interface Answer {}

  /**
   * The service, found.
   *
   * @param name its names
   * @param region its Region
   * @param key what makes it unique across accounts and Regions
   */
  record Target(ServiceName name, String region, String key) implements Answer {}

  /**
   * There is no such thing.
   *
   * @param field which field of the request names it
   * @param message one sentence for people
   */
  record Unknown(String field, String message) implements Answer {}

  /** AWS did not answer. */
  record Unanswered(Fault fault) implements Answer {}
}
