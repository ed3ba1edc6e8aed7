package io.ecsrecycler.simulator.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** When which service has something to do next; at the same instant, the older service first. */
final class Agenda {

  private record Entry(Instant at, long order, Service service) {}

  private final TreeSet<Entry> entries =
      new TreeSet<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::order));
  private final Map<Service, Entry> byService = new HashMap<>();

  void put(Service service, Optional<Instant> at) {
    Entry old = byService.remove(service);
    if (old != null) {
      entries.remove(old);
    }
    at.map(instant -> new Entry(instant, service.identity().order(), service))
        .ifPresent(entry -> {
          byService.put(service, entry);
          entries.add(entry);
        });
  }

  Optional<Instant> next() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.first().at());
  }

  /** The service whose turn comes first. */
  Optional<Service> first() {
    return entries.isEmpty() ? Optional.empty() : Optional.of(entries.first().service());
  }
}
