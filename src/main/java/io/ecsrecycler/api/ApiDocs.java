package io.ecsrecycler.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.ProblemDetail;

/** What the API's document says about each operation; kept apart so that the controller reads. */
final class ApiDocs {

  private static final String PROBLEM = "application/problem+json";

  private ApiDocs() {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(
      operationId = "startRecycle",
      summary = "Recycle a service's tasks, one by one",
      description =
          "Writes the job and returns at once; follow it at its Location. A service has at most one"
              + " recycle under way.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(oneOf = {RecycleRequest.class, LambdaEvent.class}),
                      examples = {
                        @ExampleObject(
                            name = "Recycle at full strength",
                            value =
                                """
                                {"cluster": "demo", "service": "web", "waitSeconds": 30,
                                 "reason": "rotated database password"}\
                                """),
                        @ExampleObject(
                            name = "The old Lambda's event",
                            value =
                                """
                                {"cluster_name": "demo", "service_name": "web",
                                 "maintain_service_state": true, "wait_time": 30}\
                                """)
                      })))
  @ApiResponse(
      responseCode = "202",
      description = "Accepted and written; it runs on its own.",
      headers =
          @Header(
              name = "Location",
              description = "Where to follow it.",
              schema = @Schema(type = "string", format = "uri-reference")),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RecycleResponse.class)))
  @ApiResponse(
      responseCode = "200",
      description = "The same request, by its Idempotency-Key, was accepted before.",
      headers =
          @Header(
              name = "Location",
              description = "Where to follow it.",
              schema = @Schema(type = "string", format = "uri-reference")),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RecycleResponse.class)))
  @BadRequest
  @ApiResponse(
      responseCode = "409",
      description = "The service has a recycle under way; the problem names it.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "415",
      description = "The body is not JSON.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "422",
      description =
          "There is no such target, cluster or service, or the target is not for it; the problem"
              + " says which. Or the Idempotency-Key belongs to another request.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "AWS could not be asked whether the service exists; nothing was written.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @interface Start {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(
      operationId = "getRecycle",
      summary = "One recycle, at once or as soon as it has changed",
      description =
          "What it does now, why it does not go on if it does not, and what became of each task.")
  @ApiResponse(
      responseCode = "200",
      description = "As it is now.",
      headers =
          @Header(
              name = "ETag",
              description = "Another one as soon as anything changes.",
              schema = @Schema(type = "string")),
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = RecycleResponse.class)))
  @ApiResponse(
      responseCode = "304",
      description = "Nothing has changed since If-None-Match.",
      content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "There is no recycle of that id.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @interface Get {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(
      operationId = "listRecycleEvents",
      summary = "A recycle's timeline, oldest first; as a list, or as a stream while it grows",
      description =
          "As a list, a page at a time: where more has happened, the header Link leads to the next"
              + " page. With Accept: text/event-stream each event is sent as it happens, its"
              + " sequence as id, until the recycle has ended; Last-Event-ID goes on behind an event,"
              + " and is answered 204 when nothing can come any more.")
  @ApiResponse(
      responseCode = "200",
      description = "Found.",
      headers =
          @Header(
              name = "Link",
              description = "Leads to the next page (rel=next); missing on the last one.",
              schema = @Schema(type = "string")),
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "404",
      description = "There is no recycle of that id.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @interface Events {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(operationId = "listRecycleEvents")
  @ApiResponse(
      responseCode = "200",
      description = "Found.",
      content =
          @Content(
              mediaType = "text/event-stream",
              schema = @Schema(type = "string", description = "Server-sent events.")))
  @ApiResponse(
      responseCode = "204",
      description = "It has ended, and the last event is known.",
      content = @Content)
  @interface Stream {}

  @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(responseCode = "200", description = "Found.", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "404",
      description = "There is no recycle of that id.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @interface NotFound {}

  @Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "400",
      description = "A field is unknown, missing or wrong; the problem names it.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @interface BadRequest {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(
      operationId = "planRecycle",
      summary = "What a recycle would do",
      description =
          "The same body as for starting one. Nothing is changed, nothing is stored: the ordered"
              + " plan, what would be left alone and why, what is in the way, the calls, and about"
              + " how long it would take.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(oneOf = {RecycleRequest.class, LambdaEvent.class}),
                      examples =
                          @ExampleObject(
                              name = "Batches",
                              value =
                                  """
                                  {"cluster": "demo", "service": "api", "batchSize": "10%"}\
                                  """))))
  @ApiResponse(responseCode = "200", description = "The plan.", useReturnTypeSchema = true)
  @BadRequest
  @ApiResponse(
      responseCode = "422",
      description =
          "There is no such target, cluster or service, or the target is not for it; the problem"
              + " says which.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "503",
      description = "AWS could not be asked.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @interface Plan {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(
      operationId = "pauseRecycle",
      summary = "Stop nothing more until resumed",
      description =
          "What is under way is seen through, capacity stays up. Pausing a paused recycle changes"
              + " nothing. After maxPauseMinutes it is cancelled.")
  @Commanded
  @interface Pause {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(
      operationId = "resumeRecycle",
      summary = "Go on after a pause or a checkpoint",
      description = "Resuming a recycle that is not paused changes nothing.")
  @Commanded
  @interface Resume {}

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Operation(
      operationId = "cancelRecycle",
      summary = "End it early",
      description =
          "What is under way is seen through, then capacity is put back, then it is CANCELLED."
              + " Cancelling a cancelled recycle changes nothing.")
  @Commanded
  @interface Cancel {}

  @Target(ElementType.ANNOTATION_TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "200",
      description = "It is so, since now or since before.",
      useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "404",
      description = "There is no recycle of that id.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It makes no sense any more; the problem says why.",
      content =
          @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
  @interface Commanded {}
}
