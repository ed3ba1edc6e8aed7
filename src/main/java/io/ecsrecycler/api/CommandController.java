package io.ecsrecycler.api;

import io.ecsrecycler.job.Freezes;
import io.ecsrecycler.job.RecycleCommands;
import io.ecsrecycler.recycle.Command;
import io.ecsrecycler.security.Needs;
import io.ecsrecycler.security.Permission;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pause, resume, cancel over HTTP. */
@RestController
@RequestMapping(path = "/recycles/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "recycles")
class CommandController {

  private final RecycleCommands commands;
  private final Freezes freezes;
  private final RecycleResponses responses;
  private final Reach reach;

  CommandController(
      RecycleCommands commands, Freezes freezes, RecycleResponses responses, Reach reach) {
    this.reach = reach;
    this.commands = commands;
    this.freezes = freezes;
    this.responses = responses;
  }

  @PostMapping("/pause")
  @Needs(Permission.OPERATE)
  @ApiDocs.Pause
  RecycleResponse pause(@PathVariable String id) {
    reach.operated(id);
    return shown(id, freezes.pause(Ids.uuid(id)));
  }

  @PostMapping("/resume")
  @Needs(Permission.OPERATE)
  @ApiDocs.Resume
  RecycleResponse resume(@PathVariable String id) {
    reach.resumed(id);
    freezes
        .now()
        .ifPresent(it -> {
          throw Problems.frozen(it);
        });
    return give(id, Command.RESUME);
  }

  @PostMapping("/cancel")
  @Needs(Permission.OPERATE)
  @ApiDocs.Cancel
  RecycleResponse cancel(@PathVariable String id) {
    reach.operated(id);
    return give(id, Command.CANCEL);
  }

  private RecycleResponse give(String id, Command command) {
    return shown(id, commands.give(Ids.uuid(id), command));
  }

  private RecycleResponse shown(String id, RecycleCommands.Result result) {
    return switch (result) {
      case RecycleCommands.Done it -> responses.of(it.recycle());
      case RecycleCommands.Refused it -> throw Problems.tooLate(it.recycle(), it.why());
      case RecycleCommands.Unknown _ -> throw Problems.unknownId(id);
    };
  }
}
