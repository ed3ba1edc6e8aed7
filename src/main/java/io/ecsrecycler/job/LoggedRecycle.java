package io.ecsrecycler.job;

import io.ecsrecycler.recycle.Recycle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts a recycle on every log line that the current thread writes until it is closed. The keys are
 * words that no log format uses: a key like {@code service}, which ECS owns, costs the whole line.
 */
public final class LoggedRecycle implements AutoCloseable {

  /** The key of the job id. */
  public static final String ID = "recycleId";

  /** The key of the cluster's name. */
  public static final String CLUSTER = "recycleCluster";

  /** The key of the service's name. */
  public static final String SERVICE = "recycleService";

  private final Map<String, @Nullable String> before = new LinkedHashMap<>();

  private LoggedRecycle(Map<String, String> keys) {
    keys.forEach((key, value) -> {
      before.put(key, MDC.get(key));
      MDC.put(key, value);
    });
  }

  /** That recycle, with its cluster and service. */
  public static LoggedRecycle of(Recycle recycle) {
    return new LoggedRecycle(
        Map.of(
            ID, recycle.id(),
            CLUSTER, recycle.spec().service().cluster(),
            SERVICE, recycle.spec().service().service()));
  }

  /** A recycle of which only the id is known, because its state cannot be read now. */
  public static LoggedRecycle withId(String id) {
    return new LoggedRecycle(Map.of(ID, id));
  }

  @Override
  public void close() {
    before.forEach((key, value) -> {
      if (value == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, value);
      }
    });
  }
}
