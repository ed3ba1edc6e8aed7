package io.ecsrecycler.security;

/** The configuration would let in whoever comes by; the remedy can be pasted. */
final class WillNotStartException extends RuntimeException {

  private static final String LOOPBACK_REMEDY = "Set server.address=127.0.0.1";

  private final String remedy;

  private WillNotStartException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }

  static WillNotStartException noLogins() {
    return new WillNotStartException(
        "Nobody could be asked for a login: neither API tokens nor an OIDC issuer are configured,"
            + " and whoever reaches this service can stop production tasks.",
        """
        Make a token, and put what it prints under 'configure' into application.yml, in the directory
        in which the service is started:

            java -jar ecs-task-recycler.jar token --name me --role admin --allow '*/*' --expires 90d

        or name an OIDC issuer, whose tokens people and pipelines already have:

            recycler:
              security:
                oidc:
                  issuer-uri: https://token.actions.githubusercontent.com
                  audiences: [ecs-task-recycler]
                  grants:
                    - when: {repository: acme/payments, ref: refs/heads/main}
                      role: operator
                      allow: ['payments-*/*']

        To look around without AWS and without a login: --spring.profiles.active=demo
        To run it without a login against real AWS, on loopback only: --%s=true\
        """
            .formatted(StartMode.OPEN_PROPERTY));
  }

  static WillNotStartException openBeyondLoopback() {
    return new WillNotStartException(
        "Without a login the service listens on loopback only, and server.address (or"
            + " management.server.address) is not loopback.",
        LOOPBACK_REMEDY
            + " (and management.server.address, if there is a management.server.port), or configure"
            + " tokens and remove "
            + StartMode.OPEN_PROPERTY
            + ":\n\n    java -jar ecs-task-recycler.jar token --name me --role admin --allow '*/*'"
            + " --expires 90d");
  }

  static WillNotStartException openAndGuarded() {
    return new WillNotStartException(
        "API tokens or an OIDC issuer are configured, and " + StartMode.OPEN_PROPERTY + "=true.",
        "Remove one of the two: nobody should have to guess which holds.");
  }

  static WillNotStartException demoBeyondLoopback() {
    return new WillNotStartException(
        "The demo listens on loopback only, and server.address (or management.server.address) is"
            + " not loopback.",
        LOOPBACK_REMEDY + ", or leave the profile 'demo' out.");
  }

  static WillNotStartException demoOfTheRealThing() {
    return new WillNotStartException(
        "The demo works with the simulator on loopback only, and spring.cloud.aws.endpoint is"
            + " something else.",
        "Leave spring.cloud.aws.endpoint as the profile 'demo' sets it, or leave the profile out.");
  }

  static WillNotStartException sharedManagementPort() {
    return new WillNotStartException(
        "Beyond loopback, health and metrics need a port of their own, and management.server.port is"
            + " the same as server.port.",
        "Leave management.server.port out (it is 8081 then), or set it to a port of its own.");
  }
}
