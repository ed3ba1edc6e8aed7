package io.ecsrecycler.simulator.model;

import java.util.ArrayList;
import java.util.List;

/** The deployments of one service, newest (PRIMARY) first. */
final class Deployments {

  private List<Deployment> newestFirst = List.of();

  List<Deployment> newestFirst() {
    return newestFirst;
  }

  Deployment primary() {
    return newestFirst.getFirst();
  }

  /** Something is being rolled out, or was not yet rolled out the first time. */
  boolean running() {
    return primary().inProgress();
  }

  void begin(Deployment deployment) {
    List<Deployment> all = new ArrayList<>();
    all.add(deployment);
    all.addAll(newestFirst);
    newestFirst = List.copyOf(all);
  }

  void completePrimary(Deployment completed) {
    newestFirst = List.of(completed);
  }

  void replacePrimary(Deployment changed) {
    List<Deployment> all = new ArrayList<>(newestFirst);
    all.set(0, changed);
    newestFirst = List.copyOf(all);
  }

  /** The newest one that did not fail; the PRIMARY one if all did. */
  Deployment lastGood() {
    return newestFirst.stream().filter(it -> !it.failed()).findFirst().orElseGet(this::primary);
  }

  void countFailedTask(String deploymentId) {
    newestFirst =
        newestFirst.stream()
            .map(d -> d.id().equals(deploymentId) ? d.withFailedTask() : d)
            .toList();
  }

  boolean isOfPrimary(Task task) {
    return task.origin().deploymentId().equals(primary().id());
  }
}
