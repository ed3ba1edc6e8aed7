package io.ecsrecycler.journey;

import io.ecsrecycler.simulator.Fault;
import io.ecsrecycler.simulator.SimulatedAws;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a simulated service's tasks real, as the agent on a host does: each task that is to run is
 * a process, each that is to stop gets SIGTERM. A new task is healthy once its process answers.
 */
final class EcsAgent implements AutoCloseable {

  private static final long PACE_MILLIS = 200;
  private static final Fault NOT_YET = new Fault.ReplacementsNeverHealthy();

  private final SimulatedAws aws;
  private final String service;
  private final Supplier<JarProcess> image;
  private final Map<String, CompletableFuture<JarProcess>> processes = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

  EcsAgent(SimulatedAws aws, String service, Supplier<JarProcess> image) {
    this.aws = aws;
    this.service = service;
    this.image = image;
    aws.fault(World.CLUSTER, service, NOT_YET);
    looking.scheduleWithFixedDelay(this::look, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The processes that answer. */
  List<JarProcess> answering() {
    return answering(processes.values());
  }

  private static List<JarProcess> answering(Collection<CompletableFuture<JarProcess>> processes) {
    return processes.stream()
        .filter(CompletableFuture::isDone)
        .map(CompletableFuture::join)
        .filter(JarProcess::ready)
        .toList();
  }

  private void look() {
    List<String> wanted = tasks("RUNNING");
    wanted.forEach(task ->
        processes.computeIfAbsent(
            task, _ -> CompletableFuture.supplyAsync(image, Thread::startVirtualThread)));
    tasks("STOPPED").forEach(this::stop);
    List<CompletableFuture<JarProcess>> live = wanted.stream().map(processes::get).toList();
    if (answering(live).size() == live.size()) {
      aws.clearFaults(World.CLUSTER, service);
      aws.fault(World.CLUSTER, service, NOT_YET);
    }
  }

  private void stop(String task) {
    CompletableFuture<JarProcess> process = processes.remove(task);
    if (process != null) {
      process.thenAcceptAsync(JarProcess::terminate, Thread::startVirtualThread);
    }
  }

  private List<String> tasks(String desiredStatus) {
    ObjectNode ask = ask().put("serviceName", service).put("desiredStatus", desiredStatus);
    return StreamSupport.stream(call("ListTasks", ask).path("taskArns").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  private static ObjectNode ask() {
    return JsonNodeFactory.instance.objectNode().put("cluster", World.CLUSTER);
  }

  private JsonNode call(String operation, ObjectNode input) {
    return aws.call("ecs", operation, input);
  }

  @Override
  public void close() {
    looking.shutdownNow();
    processes.values().forEach(it -> it.thenAccept(JarProcess::close).join());
  }
}
