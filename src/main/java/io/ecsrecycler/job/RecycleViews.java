package io.ecsrecycler.job;

import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
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

  /** Newest first; null leaves a filter out. */
  public Page<RecycleView> list(Filter filter, Pageable page) {
    Page<RecycleJob> found = jobs.findAll(matching(filter), newestFirst(page));
    Map<UUID, List<NotificationView>> reports =
        notifications.findByJobIdIn(found.map(RecycleJob::getId).toList()).stream()
            .collect(
                Collectors.groupingBy(
                    NotificationRow::jobId,
                    Collectors.mapping(NotificationRow::toView, Collectors.toList())));
    return found.map(job -> view(job, reports.getOrDefault(job.getId(), List.of())));
  }

  /** A recycle's timeline, oldest first; empty when there is no such recycle. */
  public Optional<List<TimelineEntry>> timeline(UUID id) {
    return jobs.existsById(id)
        ? Optional.of(
            events.findByJobIdOrderBySequence(id).stream().map(EventRow::toEntry).toList())
        : Optional.empty();
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

  /** Ids are time-ordered. */
  private static Pageable newestFirst(Pageable page) {
    return PageRequest.of(page.getPageNumber(), page.getPageSize(), Sort.by("id").descending());
  }

  private static Specification<RecycleJob> matching(Filter filter) {
    return (job, _, sql) -> {
      List<Predicate> all = new ArrayList<>();
      all.add(filter.visibility().predicate(job, sql));
      if (filter.cluster() != null) {
        all.add(sql.equal(job.get("cluster"), filter.cluster()));
      }
      if (filter.service() != null) {
        all.add(sql.equal(job.get("service"), filter.service()));
      }
      if (filter.status() != null) {
        all.add(sql.equal(job.get("status"), filter.status()));
      }
      return sql.and(all.toArray(Predicate[]::new));
    };
  }

  /** Which recycles, of those that may be seen; null leaves a filter out. */
  public record Filter(
      Visibility visibility,
      @Nullable String cluster,
      @Nullable String service,
      @Nullable JobStatus status) {}
}
