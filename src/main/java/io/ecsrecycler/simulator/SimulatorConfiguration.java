package io.ecsrecycler.simulator;

import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Starts the simulator in the demo, and only there. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
@ConditionalOnProperty(name = "recycler.simulator.enabled", matchIfMissing = true)
class SimulatorConfiguration {

  private static final long SEED = 1;

  @Bean
  SimulatorServer simulatorServer(SimulatorProperties properties, Clock clock) throws IOException {
    SimulatedAws aws = new SimulatedAws(clock, SEED, properties.quotas());
    DemoCluster.seed(aws);
    try {
      return SimulatorServer.start(aws, properties.port());
    } catch (BindException e) {
      throw new PortInUseException(properties.port(), e);
    }
  }
}
