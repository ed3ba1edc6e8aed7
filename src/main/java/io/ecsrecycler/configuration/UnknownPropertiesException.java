package io.ecsrecycler.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration names properties that nothing here reads. */
final class UnknownPropertiesException extends RuntimeException {

  UnknownPropertiesException(List<Unknown> unknown) {
    super(
        unknown.stream()
            .map(Unknown::sentence)
            .collect(
                Collectors.joining(
                    "\n  - ",
                    "The configuration has properties that this service does not know. They would"
                        + " have no effect:\n\n  - ",
                    "")));
  }

  /**
   * One of them.
   *
   * @param written as it is
   * @param nearest the known name that is most like it
   */
  record Unknown(Written written, String nearest) {

    String sentence() {
      return "%s (%s): the nearest known name is %s"
          .formatted(written.text(), written.origin(), nearest);
    }
  }
}
