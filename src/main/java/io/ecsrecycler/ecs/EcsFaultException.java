package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.Fault;

/** AWS did not answer, or said no. */
public class EcsFaultException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  /** A reply that is not the answer to what was asked. */
  public EcsFaultException(Fault fault) {
    super(fault.message());
    this.fault = fault;
  }

  public EcsFaultException(Fault fault, Throwable cause) {
    super(fault.message(), cause);
    this.fault = fault;
  }

  /** What it was, classified. */
  public Fault fault() {
    return fault;
  }

  /** The same, telling what else can be done. */
  EcsFaultException advising(String sentence) {
    return new EcsFaultException(new Fault(fault.kind(), fault.message() + " " + sentence), this);
  }
}
