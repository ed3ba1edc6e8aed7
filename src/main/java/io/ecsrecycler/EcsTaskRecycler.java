package io.ecsrecycler;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service; the {@code demo} profile brings a simulated ECS along. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EcsTaskRecycler {

  public static void main(String[] args) {
    SpringApplication.run(EcsTaskRecycler.class, args);
  }
}
