package io.ecsrecycler.api;

import io.ecsrecycler.job.RecycleCommands;
import io.ecsrecycler.recycle.Command;
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
  private final RecycleResponses responses;

  CommandController(RecycleCommands commands, RecycleResponses responses) {
    this.commands = commands;
    this.responses = responses;
  }

  @PostMapping("/pause")
  @ApiDocs.Pause
  RecycleResponse pause(@PathVariable String id) {
    return give(id, Command.PAUSE);
  }

  @PostMapping("/resume")
  @ApiDocs.Resume
  RecycleResponse resume(@PathVariable String id) {
    return give(id, Command.RESUME);
  }

  @PostMapping("/cancel")
  @ApiDocs.Cancel
  RecycleResponse cancel(@PathVariable String id) {
    return give(id, Command.CANCEL);
  }

  private RecycleResponse give(String id, Command command) {
    return switch (commands.give(Ids.uuid(id), command)) {
      case RecycleCommands.Done it -> responses.of(it.recycle());
      case RecycleCommands.Refused it -> throw Problems.tooLate(it.recycle(), it.why());
      case RecycleCommands.Unknown _ -> throw Problems.unknownId(id);
    };
  }
}
