package io.ecsrecycler.job;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The job table in an H2 file, as it is by default. */
class H2JobTableTest extends JobTable {

  @TempDir static Path data;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("recycler.data-dir", () -> data.toString());
  }
}
