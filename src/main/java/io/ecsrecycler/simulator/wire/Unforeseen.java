package io.ecsrecycler.simulator.wire;

import io.ecsrecycler.simulator.SimulatedFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fault of the simulator itself. AWS would answer 500; without an answer the connection would
 * close, and the caller would not know why.
 */
final class Unforeseen {

  private static final Logger log = LoggerFactory.getLogger(Unforeseen.class);
  private static final int SERVER_ERROR = 500;

  private Unforeseen() {}

  /** Tells the log of it in one line, and gives what the caller is answered. */
  static SimulatedFault answered(String type, String request, RuntimeException e) {
    String sentence = "The simulator failed at " + request + ": " + oneLine(e);
    log.error("{}", sentence);
    return new SimulatedFault(type, sentence, SERVER_ERROR);
  }

  private static String oneLine(RuntimeException e) {
    return e.toString().replaceAll("\\R", " ");
  }
}
