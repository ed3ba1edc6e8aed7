package crashing;

import io.ecsrecycler.ecs.Ecs;
import io.ecsrecycler.ecs.Located;
import io.ecsrecycler.ecs.Look;
import io.ecsrecycler.job.Claim;
import io.ecsrecycler.job.JobStore;
import io.ecsrecycler.job.StoredRecycle;
import io.ecsrecycler.recycle.Action;
import io.ecsrecycler.recycle.Recycle;
import io.ecsrecycler.recycle.RecycleEvent;
import io.ecsrecycler.recycle.ServiceName;
import io.ecsrecycler.recycle.ServiceSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Wraps the job store and the way to AWS of a running service. Each thing the engine does there has
 * a name, like {@code before commit TaskStopping} or {@code after act StopTask}; at the one in the
 * system property {@code crash.at} the process dies as by kill -9, and every name that is passed
 * goes to the file {@code crash.names}.
 */
public class CrashPoints implements BeanPostProcessor {

  private static final int KILLED = 137;

  private final String at = System.getProperty("crash.at", "");
  private final Path names = Path.of(System.getProperty("crash.names"));

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return switch (bean) {
      case JobStore store -> new CrashingStore(store, this);
      case Ecs ecs -> new CrashingEcs(ecs, this);
      default -> bean;
    };
  }

  private synchronized void pass(String name) {
    try {
      Files.writeString(names, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (name.equals(at)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  private record CrashingStore(JobStore store, CrashPoints points) implements JobStore {

    @Override
    public Claim claim(String id) {
      points.pass("before claim");
      Claim claim = store.claim(id);
      points.pass("after claim");
      return claim;
    }

    @Override
    public Optional<StoredRecycle> load(String id) {
      return store.load(id);
    }

    @Override
    public StoredRecycle commit(StoredRecycle before, Recycle next, List<RecycleEvent> events) {
      String name = events.isEmpty() ? "without news" : names(events);
      points.pass("before commit " + name);
      StoredRecycle committed = store.commit(before, next, events);
      points.pass("after commit " + name);
      return committed;
    }

    private static String names(List<RecycleEvent> events) {
      return events.stream()
          .map(event -> event.getClass().getSimpleName())
          .collect(Collectors.joining("+"));
    }
  }

  private record CrashingEcs(Ecs ecs, CrashPoints points) implements Ecs {

    @Override
    public ServiceSnapshot look(Look look) {
      return ecs.look(look);
    }

    @Override
    public void carryOut(ServiceName service, Action action) {
      String name = action.getClass().getSimpleName();
      points.pass("before act " + name);
      ecs.carryOut(service, action);
      points.pass("after act " + name);
    }

    @Override
    public Located locate(ServiceName asked) {
      return ecs.locate(asked);
    }
  }
}
