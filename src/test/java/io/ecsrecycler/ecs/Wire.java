package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import io.ecsrecycler.simulator.ServiceSeed;
import io.ecsrecycler.simulator.SettableClock;
import io.ecsrecycler.simulator.SimulatedAws;
import io.ecsrecycler.simulator.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The SDK's port, a proxy that can interfere, and behind it the simulator with one service. */
final class Wire implements AutoCloseable {

  static final ServiceName NAME = new ServiceName("c", "s");

  /** Long enough for loopback, short enough for a test. */
  private static final Duration SHORT = Duration.ofMillis(400);

  final SettableClock clock = new SettableClock();
  final SimulatedAws aws = new SimulatedAws(clock, 7, false);
  final SimulatorServer server;
  final AwsProxy proxy;
  final Ecs ecs;
  private final TargetedEcs port;
  private Duration credentials = Duration.ZERO;

  private Wire(ServiceSeed seed, AwsProperties properties, CallPolicy reads, CallPolicy writes) {
    aws.seed(seed);
    try {
      server = SimulatorServer.start(aws, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    proxy = AwsProxy.before(server.uri());
    port = Ports.at(proxy.uri(), properties, this::credentials, reads, writes, Clock.systemUTC());
    ecs = new GuardedEcs(port, clock);
  }

  /** To that service, as it is in production. */
  static Wire to(ServiceSeed seed) {
    return new Wire(seed, Ports.WITHOUT_ROLE, CallPolicy.READS, CallPolicy.WRITES);
  }

  /** The same with other settings. */
  static Wire to(ServiceSeed seed, AwsProperties properties) {
    return new Wire(seed, properties, CallPolicy.READS, CallPolicy.WRITES);
  }

  /** The same, but with requests that are given up soon. */
  static Wire impatient(ServiceSeed seed) {
    return new Wire(
        seed, Ports.WITHOUT_ROLE, impatient(CallPolicy.READS), impatient(CallPolicy.WRITES));
  }

  private static CallPolicy impatient(CallPolicy usual) {
    return new CallPolicy(usual.call(), SHORT, usual.again(), usual.idle());
  }

  /** How long it takes to get credentials, from now on. */
  void credentialsTake(Duration time) {
    credentials = time;
  }

  private AwsCredentials credentials() {
    clock.advance(credentials);
    return AwsBasicCredentials.create("test", "test");
  }

  /** A look at everything but protection. */
  ServiceSnapshot look() {
    return look(Set.of());
  }

  ServiceSnapshot look(Set<String> protectionOf) {
    return ecs.look(new Look(NAME, true, Set.of(), true, true, protectionOf));
  }

  Set<String> tasks() {
    return look().tasks().stream().map(it -> it.arn()).collect(Collectors.toSet());
  }

  /** What went wrong, which must have been a fault. */
  static Fault fault(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(EcsFaultException.class, call).fault();
  }

  @Override
  public void close() {
    port.close();
    proxy.close();
    server.close();
  }
}
