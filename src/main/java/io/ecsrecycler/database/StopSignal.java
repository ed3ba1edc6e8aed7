package io.ecsrecycler.database;

/**
 * Ends a wait when the process is told to stop. Spring closes a context only after its start, so a
 * wait within the start has to listen for itself.
 */
final class StopSignal implements AutoCloseable {

  private final Thread hook;
  private volatile boolean given;

  private StopSignal(Thread waiting) {
    this.hook =
        new Thread(
            () -> {
              given = true;
              waiting.interrupt();
            },
            "stop-waiting");
  }

  /**
   * Interrupts that thread at SIGTERM or SIGINT, until closed.
   *
   * @throws InterruptedException when the process has been told to stop already
   */
  static StopSignal interrupting(Thread waiting) throws InterruptedException {
    StopSignal signal = new StopSignal(waiting);
    try {
      Runtime.getRuntime().addShutdownHook(signal.hook);
    } catch (IllegalStateException _) {
      throw new InterruptedException("the process is going down");
    }
    return signal;
  }

  /** Whether the process was told to stop meanwhile. */
  boolean given() {
    return given;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is going down, and the hook has run: there is nothing to remove.
      return;
    }
  }
}
