package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.database.JobDatabase.H2File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobDatabaseTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:h2:file:/data/recycler;WRITE_DELAY=0, /data/recycler",
    "jdbc:h2:/data/jobs, /data/jobs",
    "jdbc:h2:file:/a/../data/jobs, /data/jobs"
  })
  void anH2FileIsFoundWhereverTheUrlNamesIt(String url, String file) {
    assertThat(JobDatabase.of(url)).isEqualTo(new H2File(Path.of(file), false));
  }

  @Test
  void aRelativeFileIsMeantFromHereAndATildeFromHome() {
    assertThat(JobDatabase.of("jdbc:h2:./data/jobs"))
        .isEqualTo(new H2File(Path.of("data/jobs").toAbsolutePath(), false));
    assertThat(JobDatabase.of("jdbc:h2:~/jobs"))
        .isEqualTo(new H2File(Path.of(System.getProperty("user.home"), "jobs"), false));
  }

  @Test
  void anH2FileMayBeShared() {
    assertThat(JobDatabase.of("jdbc:h2:file:/data/jobs;auto_server=true"))
        .isEqualTo(new H2File(Path.of("/data/jobs"), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db:5432/recycler",
        "jdbc:h2:tcp://db/recycler",
        "jdbc:h2:ssl://db/recycler"
      })
  void aServerIsWorthWaitingFor(String url) {
    assertThat(JobDatabase.of(url)).isInstanceOf(JobDatabase.Server.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:test", "jdbc:h2:nioMemFS:test", "jdbc:h2:zip:a.zip!/test"})
  void whatLivesInThisProcessIsNoFile(String url) {
    assertThat(JobDatabase.of(url)).isInstanceOf(JobDatabase.InProcess.class);
  }
}
