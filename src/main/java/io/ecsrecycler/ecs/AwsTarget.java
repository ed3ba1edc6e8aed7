package io.ecsrecycler.ecs;

import io.ecsrecycler.recycle.ServiceName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An account and a Region that services are recycled in, and the role that it takes.
 *
 * @param name its name in {@code recycler.targets}; null for the default one
 * @param region the Region
 * @param role assumed on top of the credentials found; null where these will do
 * @param clusters patterns of the clusters that it is for; {@code *} stands for any run of
 *     characters
 */
record AwsTarget(@Nullable String name, String region, @Nullable Role role, List<String> clusters) {

  private static final int REGION = 3;
  private static final int ACCOUNT = 4;

  /** What the accounts of targets that assume no role have in common. */
  private static final String OWN_ACCOUNT = "own";

  /**
   * A role to assume.
   *
   * @param arn its ARN
   * @param externalId what its trust policy asks for, if anything
   */
  record Role(String arn, @Nullable String externalId) {

    String account() {
      return part(arn, ACCOUNT).orElseThrow();
    }
  }

  /** What request quotas are counted by. */
  String place() {
    return (role == null ? OWN_ACCOUNT : role.account()) + "/" + region;
  }

  /** Why it is not for that cluster or service, as far as names and ARNs tell. */
  Optional<Located.NotInTarget> refusal(ServiceName asked) {
    return contradiction("cluster", asked.cluster())
        .or(() -> contradiction("service", asked.service()))
        .or(() -> notFor(Arns.name(asked.cluster())));
  }

  /** Why it is not for a cluster of that name. */
  Optional<Located.NotInTarget> notFor(String cluster) {
    return clusters.stream().anyMatch(it -> fits(it, cluster))
        ? Optional.empty()
        : Optional.of(
            new Located.NotInTarget(
                "cluster", "'%s' is no cluster that %s is for.".formatted(cluster, words())));
  }

  private Optional<Located.NotInTarget> contradiction(String field, String asked) {
    return differs(field, asked, "Region", REGION, region)
        .or(() ->
            role == null
                ? Optional.empty()
                : differs(field, asked, "account", ACCOUNT, role.account()));
  }

  private Optional<Located.NotInTarget> differs(
      String field, String asked, String what, int part, String ours) {
    return part(asked, part)
        .filter(theirs -> !theirs.equals(ours))
        .map(theirs ->
            new Located.NotInTarget(
                field,
                "'%s' is in %s %s, but %s is in %s."
                    .formatted(asked, what, theirs, words(), ours)));
  }

  private String words() {
    return name == null ? "the default target" : "target '" + name + "'";
  }

  private static Optional<String> part(String arn, int part) {
    String[] parts = arn.split(":", -1);
    return arn.startsWith("arn:") && parts.length > part
        ? Optional.of(parts[part])
        : Optional.empty();
  }

  private static boolean fits(String pattern, String name) {
    return name.matches(
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }
}
