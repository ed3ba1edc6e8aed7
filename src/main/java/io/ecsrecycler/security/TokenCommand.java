package io.ecsrecycler.security;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -jar ecs-task-recycler.jar token …}: makes an API token. It is shown once and kept
 * nowhere; what is configured is its SHA-256.
 */
public final class TokenCommand {

  /** The first argument. */
  public static final String NAME = "token";

  private static final int RANDOM_BYTES = 32;
  private static final int OK = 0;
  private static final int USAGE = 2;

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  /** Prints to these; {@code clock} says what has expired already. */
  public TokenCommand(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /**
   * Runs with the arguments that follow {@link #NAME}.
   *
   * @return the process's exit code
   */
  public int run(String... args) {
    if (args.length == 1 && (args[0].equals("--help") || args[0].equals("-h"))) {
      out.println(TokenArguments.USAGE);
      return OK;
    }
    TokenArguments wanted = read(args);
    if (wanted == null) {
      return USAGE;
    }
    print(wanted, newToken());
    return OK;
  }

  private @Nullable TokenArguments read(String... args) {
    try {
      return TokenArguments.read(args, clock.instant());
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + "\n\n" + TokenArguments.USAGE);
      return null;
    }
  }

  private static String newToken() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return ApiTokens.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** All of it to stdout: the first line is the token. */
  private void print(TokenArguments wanted, String token) {
    out.println(token);
    out.println();
    out.println(
        "# Above: the token, shown once and kept nowhere; give it to whoever is to use it.");
    out.println(
        "# configure: append to recycler.security.tokens in application.yml, where the service is started");
    out.println(wanted.yaml(TokenHash.of(token).hex()));
    out.println("# or in the environment, 0 being its place in the list");
    out.println(wanted.environment(TokenHash.of(token).hex()));
  }
}
