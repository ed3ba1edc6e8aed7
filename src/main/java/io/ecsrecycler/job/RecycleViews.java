package io.ecsrecycler.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
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
    Page<RecycleJob> found =
        jobs.newestFirst(filter.cluster(), filter.service(), filter.status(), page);
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
        job.status(),
        new RecycleView.Times(job.createdAt(), job.startedAt(), job.endedAt()),
        reports);
  }

  /** Which recycles; null leaves a filter out. */
  public record Filter(
      @Nullable String cluster, @Nullable String service, @Nullable JobStatus status) {}
}
