package io.ecsrecycler.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;

/** The simulator alone: {@code --port=14566 --quotas=true --demo}. */
public final class SimulatorApplication {

  private static final int DEFAULT_PORT = 14566;

  private SimulatorApplication() {}

  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    int port = Integer.parseInt(option(args, "--port=", String.valueOf(DEFAULT_PORT)));
    boolean quotas = Boolean.parseBoolean(option(args, "--quotas=", "false"));
    Clock clock = Clock.systemUTC();
    SimulatedAws aws = new SimulatedAws(clock, clock.millis(), quotas);
    if (Arrays.asList(args).contains("--demo")) {
      DemoCluster.seed(aws);
    }
    SimulatorServer server = SimulatorServer.start(aws, port);
    out.println("The simulated ECS listens at " + server.uri());
  }

  private static String option(String[] args, String name, String otherwise) {
    return Arrays.stream(args)
        .filter(arg -> arg.startsWith(name))
        .map(arg -> arg.substring(name.length()))
        .findFirst()
        .orElse(otherwise);
  }
}
