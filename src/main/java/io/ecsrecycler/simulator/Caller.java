package io.ecsrecycler.simulator;

import io.ecsrecycler.simulator.model.Arns;

/**
 * Whose credentials signed a call.
 *
 * @param arn as AWS shows it: a user's, or a role's session
 * @param account the account that those credentials belong to
 */
public record Caller(String arn, String account) {

  /** Whoever has no session of a role. */
  public static final Caller USER =
      new Caller("arn:aws:iam::" + Arns.ACCOUNT + ":user/simulator", Arns.ACCOUNT);
}
