package io.ecsrecycler.security;

import org.jspecify.annotations.Nullable;

/**
 * Which services: by {@code cluster/service} names, or by whole ARNs; {@code *} stands for any run
 * of characters.
 */
public sealed interface TargetPattern {

  /** What both kinds may look like. */
  String SYNTAX = "[\\w.*-]+/[\\w.*-]+|arn:[\\w.*:/-]+";

  /** What is wrong with anything else. */
  String REMEDY =
      "must be cluster/service such as 'payments-*/*', or a service's ARN such as"
          + " 'arn:aws:ecs:eu-west-1:123456789012:service/prod/*'; * stands for anything";

  /** Whether the service is one of those; a pattern of ARNs needs to know its ARN. */
  boolean matches(Target target);

  /** Whether it may turn out to be, once its ARN is known; false only where that is certain. */
  boolean mayMatch(Target asked);

  /** Whether no service is left out. */
  boolean isEverything();

  /** Reads a pattern of valid syntax. */
  static TargetPattern of(String text) {
    if (text.startsWith("arn:")) {
      return new ByArn(text);
    }
    String[] names = text.split("/", -1);
    if (names.length != 2) {
      throw new IllegalArgumentException("'%s' %s".formatted(text, REMEDY));
    }
    return new ByNames(names[0], names[1]);
  }

  /**
   * By names.
   *
   * @param cluster fits the cluster's name
   * @param service fits the service's name
   */
  record ByNames(String cluster, String service) implements TargetPattern {

    /** Every service. */
    static final ByNames EVERYTHING = new ByNames("*", "*");

    @Override
    public boolean matches(Target target) {
      return new Glob(cluster).matches(target.cluster())
          && new Glob(service).matches(target.service());
    }

    @Override
    public boolean mayMatch(Target asked) {
      return matches(asked);
    }

    @Override
    public boolean isEverything() {
      return equals(EVERYTHING);
    }

    @Override
    public String toString() {
      return cluster + "/" + service;
    }
  }

  /**
   * By ARN.
   *
   * @param arn fits the service's whole ARN
   */
  record ByArn(String arn) implements TargetPattern {

    private static final String NAMES = ":service/";

    @Override
    public boolean matches(Target target) {
      @Nullable String its = target.arn();
      return its != null && new Glob(arn).matches(its);
    }

    @Override
    public boolean mayMatch(Target asked) {
      int names = arn.indexOf(NAMES);
      if (asked.arn() != null || names < 0) {
        return asked.arn() == null || matches(asked);
      }
      return new Glob(arn.substring(names + NAMES.length())).matches(asked.toString());
    }

    @Override
    public boolean isEverything() {
      return arn.equals("arn:*");
    }

    @Override
    public String toString() {
      return arn;
    }
  }
}
