package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.ServiceReport;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A report as tests and people read it; its times are ISO. */
final class ReportJson {

  private ReportJson() {}

  static ObjectNode of(ServiceReport report) {
    ObjectNode json = Json.object();
    json.put("desiredCount", report.desiredCount());
    ServiceReport.Scaling scaling = report.scalableTarget();
    if (scaling == null) {
      json.putNull("scalableTarget");
    } else {
      json.set("scalableTarget", scaling(scaling));
    }
    json.put("deploying", report.deploying());
    json.set("tasks", Json.array(report.tasks(), ReportJson::task));
    json.put("healthyNow", report.healthyNow());
    json.put("leastHealthy", report.leastHealthy());
    json.put("mostTasks", report.mostTasks());
    json.set("stops", Json.array(report.stops(), ReportJson::stop));
    ObjectNode calls = json.putObject("calls");
    report.calls().forEach(calls::put);
    ObjectNode callers = json.putObject("callers");
    report
        .traffic()
        .callers()
        .forEach((operation, by) -> callers.set(operation, Json.strings(List.copyOf(by))));
    json.put("throttled", report.throttled());
    return json;
  }

  private static ObjectNode scaling(ServiceReport.Scaling scaling) {
    ObjectNode json =
        Json.object()
            .put("minCapacity", scaling.minCapacity())
            .put("maxCapacity", scaling.maxCapacity());
    ServiceReport.Suspension suspended = scaling.suspendedState();
    json.putObject("suspendedState")
        .put("dynamicScalingInSuspended", suspended.dynamicScalingInSuspended())
        .put("dynamicScalingOutSuspended", suspended.dynamicScalingOutSuspended())
        .put("scheduledScalingSuspended", suspended.scheduledScalingSuspended());
    return json;
  }

  private static ObjectNode task(ServiceReport.TaskSeen task) {
    return Json.object()
        .put("taskArn", task.taskArn())
        .put("lastStatus", task.lastStatus())
        .put("desiredStatus", task.desiredStatus())
        .put("healthStatus", task.healthStatus())
        .put("healthy", task.healthy())
        .put("createdAt", task.createdAt().toString());
  }

  private static ObjectNode stop(ServiceReport.Stop stop) {
    return Json.object()
        .put("taskArn", stop.taskArn())
        .put("at", stop.at().toString())
        .put("by", stop.by())
        .put("healthyBefore", stop.healthyBefore());
  }
}
