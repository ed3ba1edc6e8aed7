package io.ecsrecycler.simulator.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** The task definitions of the account, by family and revision. */
public final class TaskDefinitions {

  private final Map<String, List<TaskDefinition>> families = new LinkedHashMap<>();
  private final Arns arns;

  TaskDefinitions(Arns arns) {
    this.arns = arns;
  }

  /** Adds the next revision of a family. */
  public TaskDefinition register(String family, ObjectNode document) {
    List<TaskDefinition> revisions = families.computeIfAbsent(family, f -> new ArrayList<>());
    int revision = revisions.size() + 1;
    String arn = arns.ecs("task-definition/" + family + ":" + revision);
    TaskDefinition added = TaskDefinition.of(arn, family, revision, document);
    revisions.add(added);
    return added;
  }

  /** Every revision, by family and then oldest first. */
  public List<TaskDefinition> all() {
    return new TreeMap<>(families).values().stream().flatMap(List::stream).toList();
  }

  /** Finds by ARN, {@code family:revision}, or family alone (its newest revision). */
  public Optional<TaskDefinition> find(String nameOrArn) {
    String name = Arns.shortName(nameOrArn);
    int colon = name.indexOf(':');
    String family = colon < 0 ? name : name.substring(0, colon);
    List<TaskDefinition> revisions = families.getOrDefault(family, List.of());
    int revision = colon < 0 ? revisions.size() : revision(name.substring(colon + 1));
    boolean known = revision >= 1 && revision <= revisions.size();
    return known ? Optional.of(revisions.get(revision - 1)) : Optional.empty();
  }

  /** Gives the definition a health check, for services whose physics say that they have one. */
  TaskDefinition withHealthCheck(TaskDefinition definition) {
    if (definition.healthCheck()) {
      return definition;
    }
    TaskDefinition changed = definition.withHealthCheck();
    families.computeIfPresent(
        definition.family(),
        (family, revisions) -> {
          revisions.set(definition.revision() - 1, changed);
          return revisions;
        });
    return changed;
  }

  private static int revision(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
