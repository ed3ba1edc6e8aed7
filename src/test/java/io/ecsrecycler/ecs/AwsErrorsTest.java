package io.ecsrecycler.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Fault;
import io.ecsrecycler.simulator.ServiceSeed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS answers when it does not do what it was asked: each error for what it is. */
class AwsErrorsTest {

  private final Wire wire = Wire.to(ServiceSeed.of("c", "s", 2).autoscaled(1, 5));

  @AfterEach
  void stop() {
    wire.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, Rate exceeded",
    "400, InvalidParameterException, ThrottlingException: Rate exceeded",
    "400, ClientException, 'Rate exceeded (Service: AmazonECS; Status Code: 400)'",
    "400, InvalidParameterException, Too many concurrent attempts to create a new revision",
    "400, AccessDeniedException, Rate exceeded",
    "400, FailedResourceAccessException, DescribeServices was throttled: Rate exceeded",
    "400, ConcurrentUpdateException, You already have a pending update to an Auto Scaling resource.",
    "400, ValidationException, ConcurrentUpdateException: You already have a pending update",
    "429, TooManyRequestsException, Slow down"
  })
  void throttlingIsThrottlingHoweverItIsWrapped(int status, String code, String message) {
    assertKind(status, code, message, Fault.Kind.THROTTLED);
  }

  @ParameterizedTest
  @CsvSource({
    "500, ServerException, Service Unavailable. Please try again later.",
    "400, ServerException, Service Unavailable. Please try again later.",
    "503, ServiceUnavailable, ''",
    "400, InvalidParameterException, ServerException: Service Unavailable",
    "400, ClientException, An internal error occurred",
    "400, ClientException, Internal failure",
    "400, InternalServiceException, A service error occurred",
    "400, RequestTimeoutException, ''",
    "400, ClientException, 'The service is temporarily unavailable, try again'"
  })
  void whatPassesIsAnErrorOfAwsHoweverItIsWrapped(int status, String code, String message) {
    assertKind(status, code, message, Fault.Kind.SERVER_ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidParameterException, Reason must be at most 255 characters., REJECTED",
    "400, ClientException, Too many services in the cluster., REJECTED",
    "400, ValidationException, Maximum capacity cannot be less than minimum capacity, REJECTED",
    "400, AccessDeniedException, User: arn:aws:sts::1:assumed-role/internal/x is not authorized to perform this, ACCESS_DENIED",
    "400, ExpiredTokenException, The security token included in the request is expired, CREDENTIALS",
    "400, ClusterNotFoundException, Cluster not found., NOT_FOUND",
    "400, ServiceNotFoundException, Service not found., NOT_FOUND",
    "400, ServiceNotActiveException, Service was not ACTIVE., NOT_FOUND"
  })
  void whatAwsRefusesIsARefusal(int status, String code, String message, Fault.Kind kind) {
    assertKind(status, code, message, kind);
    assertThat(kind.refusal()).isTrue();
  }

  private void assertKind(int status, String code, String message, Fault.Kind kind) {
    wire.proxy.always("UpdateService", Interference.error(status, code, message));
    Fault acting = Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, new Action.SetDesiredCount(3)));
    assertThat(acting.kind()).isEqualTo(kind);
    assertThat(acting.message())
        .contains("ecs:UpdateService")
        .contains(code)
        .doesNotContain("null");
    assertThat(wire.proxy.attempts("UpdateService")).isEqualTo(1);
  }

  @Test
  void anErrorWithoutAMessageIsToldByItsCode() {
    wire.proxy.always(
        "UpdateService",
        Interference.answer(
            400, "application/x-amz-json-1.1", "{\"__type\": \"ClientException\"}"));

    assertThat(Wire.fault(() -> wire.ecs.carryOut(Wire.NAME, new Action.SetDesiredCount(3))))
        .isEqualTo(
            new Fault(Fault.Kind.REJECTED, "AWS rejected ecs:UpdateService (ClientException)."));
  }

  @Test
  void aSignatureThatIsNotAcceptedPointsAtTheClock() {
    wire.proxy.always(
        "DescribeServices",
        Interference.error(
            400,
            "InvalidSignatureException",
            "Signature expired: 20261125T000000Z is now earlier"));

    Fault fault = Wire.fault(wire::look);
    assertThat(fault.kind()).isEqualTo(Fault.Kind.CREDENTIALS);
    assertThat(fault.message()).contains("clock");
  }

  @Test
  void aDenialOfDescribeScalableTargetsNamesTheWayWithoutAutoscaling() {
    wire.proxy.always(
        "DescribeScalableTargets", Interference.error(400, "AccessDeniedException", "no"));
    Fault denied = Wire.fault(wire::look);
    assertThat(denied.kind()).isEqualTo(Fault.Kind.ACCESS_DENIED);
    assertThat(denied.message()).contains("ignoreAutoscaling");

    wire.proxy.always(
        "DescribeScalableTargets",
        Interference.error(400, "UnknownOperationException", "not offered"));
    assertThat(Wire.fault(wire::look).message()).contains("ignoreAutoscaling");
  }
}
