package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.model.Arns;
import io.ecsrecycler.simulator.model.Task;
import io.ecsrecycler.simulator.model.TaskOwner;
import java.util.List;
import java.util.stream.LongStream;

/** Where tasks are: at addresses of their own on Fargate, on ports of a few hosts on EC2. */
final class Places {

  private static final int HOSTS = 4;
  private static final int FIRST_PORT = 32_768;
  private static final int PORTS = 28_000;

  private Places() {}

  static boolean onFargate(Task task, TaskOwner owner) {
    return owner.launchType(task).equals("FARGATE");
  }

  /** Different for each task of a world that starts fewer than 16 million. */
  static String address(Task task) {
    long order = task.origin().order();
    return "10." + (order >> 16 & 255) + "." + (order >> 8 & 255) + "." + (order & 255);
  }

  static int hostPort(Task task) {
    return FIRST_PORT + (int) (task.origin().order() % PORTS);
  }

  static String containerInstanceArn(Task task, TaskOwner owner, Arns arns) {
    return arns.ecs("container-instance/" + owner.clusterName() + "/" + hostOf(task));
  }

  static String instanceId(Task task) {
    return instanceIdOf(hostOf(task));
  }

  /** The EC2 instance that a container instance's id stands for. */
  static String instanceIdOf(String containerInstanceId) {
    int from = Math.max(0, containerInstanceId.length() - 17);
    return "i-" + containerInstanceId.substring(from);
  }

  /** The ids of the container instances that a cluster has, once something in it runs on EC2. */
  static List<String> hosts() {
    return LongStream.range(0, HOSTS).mapToObj(Places::host).toList();
  }

  /** The id of the container instance that a task is on. */
  static String hostOf(Task task) {
    return host(task.origin().order() % HOSTS);
  }

  private static String host(long number) {
    return "%032x".formatted(0xc0ffeeL + number);
  }
}
