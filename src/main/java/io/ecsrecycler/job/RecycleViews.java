package io.ecsrecycler.job;

import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;

/** Reads recycles. */
@Service
public class RecycleViews {

  private final RecycleJobs jobs;
  private final EventRows events;
  private final NotificationRows notifications;
  private final StateDocument document;

  RecycleViews(
      RecycleJobs jobs, EventRows events, NotificationRows notifications, StateDocument document) {
    this.jobs = jobs;
    this.events = events;
    this.notifications = notifications;
    this.document = document;
  }

  /** One recycle; empty when there is none of that id. */
  public Optional<RecycleView> find(UUID id) {
    return jobs.findById(id).map(this::view);
  }

  /**
   * Newest first, by key: a page costs the same however many came before it.
   *
   * @param before only what is older than this recycle; null for the newest
   * @param most how many at most
   */
  public Listed list(Filter filter, @Nullable UUID before, int most) {
    List<RecycleJob> found =
        jobs.findBy(
            filter.olderThan(before),
            query -> query.sortBy(Sort.by(Sort.Direction.DESC, "id")).limit(most + 1).all());
    List<RecycleJob> page = found.subList(0, Math.min(most, found.size()));
    return new Listed(views(page), found.size() > most ? page.getLast().getId() : null);
  }

  private List<RecycleView> views(List<RecycleJob> page) {
    Map<UUID, List<NotificationView>> reports =
        notifications.findByJobIdIn(page.stream().map(RecycleJob::getId).toList()).stream()
            .collect(
                Collectors.groupingBy(
                    NotificationRow::jobId,
                    Collectors.mapping(NotificationRow::toView, Collectors.toList())));
    return page.stream()
        .map(job -> view(job, reports.getOrDefault(job.getId(), List.of())))
        .toList();
  }

  /**
   * What happened after an entry of a recycle's timeline, oldest first.
   *
   * @param sequence the entry's number; 0 for the beginning
   * @param most how many at most
   */
  public List<TimelineEntry> timelineAfter(UUID id, long sequence, int most) {
    return events
        .findByJobIdAndSequenceGreaterThanOrderBySequence(id, sequence, Limit.of(most))
        .stream()
        .map(EventRow::toEntry)
        .toList();
  }

  RecycleView view(RecycleJob job) {
    return view(
        job,
        notifications.findByJobIdIn(List.of(job.getId())).stream()
            .map(NotificationRow::toView)
            .toList());
  }

  private RecycleView view(RecycleJob job, List<NotificationView> reports) {
    return new RecycleView(
        document.read(job.state()),
        job.region(),
        job.serviceArn(),
        job.requestedBy(),
        job.status(),
        new RecycleView.Times(job.createdAt(), job.startedAt(), job.endedAt()),
        reports);
  }

  /**
   * One page of a list.
   *
   * @param recycles newest first
   * @param next what to ask the next page with; null when this is the last one
   */
  public record Listed(List<RecycleView> recycles, @Nullable UUID next) {}

  /** Which recycles, of those that may be seen; null leaves a filter out. */
  public record Filter(
      Visibility visibility,
      @Nullable String cluster,
      @Nullable String service,
      @Nullable JobStatus status) {

    Specification<RecycleJob> olderThan(@Nullable UUID before) {
      return (job, _, criteria) -> {
        List<Predicate> all = new ArrayList<>();
        all.add(visibility.predicate(job, criteria));
        if (cluster != null) {
          all.add(criteria.equal(job.get("cluster"), cluster));
        }
        if (service != null) {
          all.add(criteria.equal(job.get("service"), service));
        }
        if (status != null) {
          all.add(criteria.equal(job.get("status"), status));
        }
        if (before != null) {
          all.add(criteria.lessThan(job.get("id"), before));
        }
        return criteria.and(all);
      };
    }
  }
}
