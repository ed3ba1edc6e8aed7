package io.ecsrecycler.notify;

import jakarta.mail.MessagingException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The mails that are being sent. A shutdown breaks them off: a mail server that does not answer
 * must not keep the service from going down, and the next process sends those mails.
 */
@Component
class Sending {

  private final Set<Thread> senders = new HashSet<>();
  private boolean stopping;

  /** Something that talks to a mail server. */
  @FunctionalInterface
  interface Talk {
    void run() throws MessagingException;
  }

  /**
   * Runs it, until it is done or the service stops. On the virtual threads that send mails an
   * interrupt closes the socket.
   *
   * @return false when it was broken off, or not begun, because the service stops
   */
  boolean run(Talk talk) throws MessagingException {
    if (!begun()) {
      return false;
    }
    try {
      talk.run();
      return true;
    } catch (RuntimeException | MessagingException e) {
      if (isStopping()) {
        return false;
      }
      throw e;
    } finally {
      over();
    }
  }

  private synchronized boolean begun() {
    return !stopping && senders.add(Thread.currentThread());
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** From here on nothing interrupts this thread: H2 closes its file when it is interrupted. */
  private synchronized void over() {
    senders.remove(Thread.currentThread());
    if (stopping) {
      Thread.interrupted();
    }
  }

  @EventListener
  synchronized void onClosing(ContextClosedEvent closing) {
    stopping = true;
    senders.forEach(Thread::interrupt);
  }
}
