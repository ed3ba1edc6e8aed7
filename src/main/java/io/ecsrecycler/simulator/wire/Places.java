package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Service;
import io.ecsrecycler.simulator.model.Task;

/** Where tasks are: at addresses of their own on Fargate, on ports of a few hosts on EC2. */
final class Places {

  private static final int HOSTS = 4;
  private static final int FIRST_PORT = 32_768;
  private static final int PORTS = 28_000;

  private Places() {}

  static boolean onFargate(Service service) {
    return service.settings().launchType().equals("FARGATE");
  }

  /** Different for each task of a world that starts fewer than 16 million. */
  static String address(Task task) {
    long order = task.origin().order();
    return "10." + (order >> 16 & 255) + "." + (order >> 8 & 255) + "." + (order & 255);
  }

  static int hostPort(Task task) {
    return FIRST_PORT + (int) (task.origin().order() % PORTS);
  }

  static String containerInstanceArn(Task task, Service service, Arns arns) {
    return arns.ecs("container-instance/" + service.identity().clusterName() + "/" + hostOf(task));
  }

  static String instanceId(Task task) {
    return instanceIdOf(hostOf(task));
  }

  /** The EC2 instance that a container instance's id stands for. */
  static String instanceIdOf(String containerInstanceId) {
    return "i-" + containerInstanceId.substring(0, 17);
  }

  private static String hostOf(Task task) {
    return "%032x".formatted(0xc0ffeeL + task.origin().order() % HOSTS);
  }
}
