package io.ecsrecycler.api;

import io.ecsrecycler.job.Freezes;
import io.ecsrecycler.job.Frozen;
import io.ecsrecycler.security.Needs;
import io.ecsrecycler.security.Permission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The kill switch over HTTP. */
@RestController
@RequestMapping(path = "/admin", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "admin", description = "What concerns everybody's recycles.")
class FreezeController {

  private final Freezes freezes;
  private final Reach reach;

  FreezeController(Freezes freezes, Reach reach) {
    this.freezes = freezes;
    this.reach = reach;
  }

  @PostMapping(path = "/freeze", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Needs(Permission.ADMINISTER)
  @Operation(
      operationId = "freeze",
      summary = "Stop everything: nothing new starts, running recycles pause",
      description =
          "Holds for all replicas until it is lifted. What is under way is seen through, capacity"
              + " stays up, and maxPauseMinutes goes on counting. Freezing what is frozen changes"
              + " nothing.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = "application/json",
                      schema = @Schema(implementation = FreezeRequest.class),
                      examples =
                          @ExampleObject(
                              name = "An incident",
                              value = "{\"reason\": \"incident 42\"}"))))
  State freeze(@Valid @RequestBody FreezeRequest request) {
    return State.of(Optional.of(freezes.freeze(reach.caller(), request.reason())));
  }

  @PostMapping("/unfreeze")
  @Needs(Permission.ADMINISTER)
  @Operation(
      operationId = "unfreeze",
      summary = "Lift the freeze",
      description =
          "Recycles that the freeze paused go on; those that somebody paused stay paused. A freeze"
              + " window stays on until it is over.")
  State unfreeze() {
    return State.of(freezes.lift(reach.caller()));
  }

  @GetMapping("/freeze")
  @Needs(Permission.VIEW)
  @Operation(
      operationId = "getFreeze",
      summary = "Whether everything is frozen",
      description = "By somebody, or by a freeze window.")
  State get() {
    return State.of(freezes.now());
  }

  /** Why everything is to be frozen. */
  @Schema(name = "FreezeRequest")
  record FreezeRequest(
      @Size(max = 200, message = "must not be longer than 200 characters")
          @Schema(description = "Why, for everybody who asks.", example = "incident 42")
          @OneLine
          @Nullable String reason) {}

  /** Whether everything is frozen. */
  @Schema(name = "Freeze", description = "Whether everything is frozen, and why.")
  record State(
      boolean frozen,
      @Nullable Instant since,
      @Schema(description = "Who froze it; null for a freeze window.") @Nullable String by,
      @Nullable String reason) {

    static State of(Optional<Frozen> frozen) {
      return frozen
          .map(it -> new State(true, it.since(), it.by(), it.reason()))
          .orElseGet(() -> new State(false, null, null, null));
    }
  }
}
