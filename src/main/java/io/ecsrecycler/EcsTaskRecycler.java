package io.ecsrecycler;

import io.ecsrecycler.security.TokenCommand;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the service, or makes an API token when the first argument is {@code token}; the {@code
 * demo} profile brings a simulated ECS along.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class EcsTaskRecycler {

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals(TokenCommand.NAME)) {
      System.exit(
          new TokenCommand(System.out, System.err, TimeConfiguration.system())
              .run(Arrays.copyOfRange(args, 1, args.length)));
    }
    SpringApplication.run(EcsTaskRecycler.class, args);
  }
}
