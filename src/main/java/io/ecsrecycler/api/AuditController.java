package io.ecsrecycler.api;

import io.ecsrecycler.audit.Attempt;
import io.ecsrecycler.audit.Audit;
import io.ecsrecycler.audit.AuditEntry;
import io.ecsrecycler.security.Needs;
import io.ecsrecycler.security.Permission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who tried to do what, over HTTP. */
@RestController
@Tag(name = "admin")
class AuditController {

  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  @GetMapping(path = "/admin/audit", produces = MediaType.APPLICATION_JSON_VALUE)
  @Needs(Permission.ADMINISTER)
  @Operation(
      operationId = "listAudit",
      summary = "Who tried to do what, newest first",
      description = "Every attempt to change something, and everything that was refused.")
  Entries list(
      @Parameter(description = "Only what is older than this entry: the 'next' of a page")
          @RequestParam(required = false)
          @Min(value = 1, message = "must be 1 or more")
          @Nullable Long before,
      @Parameter(description = "How many on a page, 1 to 100")
          @RequestParam(defaultValue = "20")
          @Min(value = 1, message = "must be 1 to 100")
          @Max(value = 100, message = "must be 1 to 100")
          int size) {
    List<AuditEntry> found = audit.list(before, size + 1);
    List<AuditEntry> page = found.subList(0, Math.min(size, found.size()));
    return new Entries(
        page.stream().map(Entry::of).toList(), found.size() > size ? page.getLast().id() : null);
  }

  /** One page of the audit. */
  @Schema(name = "AuditEntries", description = "One page of the audit, newest first.")
  record Entries(
      List<Entry> content,
      @Schema(description = "Give it as 'before' for the next page; null on the last one.")
          @Nullable Long next) {}

  /** One entry of the audit. */
  @Schema(name = "AuditEntry", description = "An attempt, and what came of it.")
  record Entry(
      long id,
      Instant at,
      @Schema(description = "The token's name or the JWT's subject; null when nobody valid.")
          @Nullable String caller,
      @Schema(description = "Where the request came from.") String address,
      String method,
      @Schema(description = "Without the query.") String path,
      @Schema(description = "The operation's id in this document.") @Nullable String action,
      @Nullable String cluster,
      @Nullable String service,
      @Nullable String recycleId,
      @Schema(description = "Whether it was done.") boolean accepted,
      int status,
      @Schema(description = "The problem's code; null when it was accepted.")
          @Nullable String code) {

    static Entry of(AuditEntry entry) {
      Attempt it = entry.attempt();
      return new Entry(
          entry.id(),
          entry.at(),
          it.caller(),
          it.address(),
          it.method(),
          it.path(),
          it.action(),
          it.about().cluster(),
          it.about().service(),
          it.about().recycleId(),
          it.accepted(),
          it.status(),
          it.code());
    }
  }
}
