package io.ecsrecycler.job;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which services' recycles somebody may see, in a form that the database understands; a recycle is
 * seen when any one pattern fits. In a pattern {@code *} stands for any run of characters, and
 * nothing else is special.
 *
 * @param names patterns of a cluster's and a service's name
 * @param arns patterns of a service's whole ARN
 */
public record Visibility(List<Names> names, List<String> arns) {

  /** Every service, recycles from before ARNs were kept included. */
  public static final Visibility EVERYTHING =
      new Visibility(List.of(new Names("*", "*")), List.of());

  private static final char ESCAPE = '!';

  /** Patterns of both names; both must fit. */
  public record Names(String cluster, String service) {}

  Predicate predicate(Root<RecycleJob> job, CriteriaBuilder sql) {
    Stream<Predicate> byNames =
        names.stream()
            .map(it ->
                sql.and(
                    sql.like(job.get("cluster"), like(it.cluster()), ESCAPE),
                    sql.like(job.get("service"), like(it.service()), ESCAPE)));
    Stream<Predicate> byArn =
        arns.stream().map(it -> sql.like(job.get("serviceArn"), like(it), ESCAPE));
    return sql.or(Stream.concat(byNames, byArn).toArray(Predicate[]::new));
  }

  private static String like(String pattern) {
    return pattern.replace("!", "!!").replace("%", "!%").replace("_", "!_").replace('*', '%');
  }
}
