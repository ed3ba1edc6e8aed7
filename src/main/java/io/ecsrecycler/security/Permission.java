package io.ecsrecycler.security;

/** What somebody may do to a service's recycles. */
public enum Permission {
  /** See them. */
  VIEW("see"),
  /** Start, plan, pause, resume and cancel them. */
  OPERATE("recycle"),
  /** What concerns everybody else, too; it takes a grant for every service. */
  ADMINISTER("administer");

  private final String verb;

  Permission(String verb) {
    this.verb = verb;
  }

  /** As in "may not {verb} prod/web". */
  String verb() {
    return verb;
  }
}
