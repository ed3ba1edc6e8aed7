package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** When which service, or other actor, has something to do next; the older one first. */
final class Agenda {

  private record Entry(Instant at, long order, Actor actor) {}

  private final TreeSet<Entry> entries =
      new TreeSet<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private final Map<Actor, Entry> byActor = new HashMap<>();

  void put(Actor actor, Optional<Instant> at) {
    Entry old = byActor.remove(actor);
    if (old != null) {
      entries.remove(old);
    }
    at.map(instant -> new Entry(instant, actor.order(), actor))
        .ifPresent(entry -> {
          byActor.put(actor, entry);
          entries.add(entry);
        });
  }

  Optional<Instant> next() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.first().at());
  }

  /** The one whose turn comes first. */
  Optional<Actor> first() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.first().actor());
  }
}
