package io.ecsrecycler.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DataDirectoryTest {

  @ParameterizedTest
  @ValueSource(strings = {"data", "./data", "a/../data"})
  void aRelativeDirectoryIsMeantFromWhereTheServiceStarts(String given) {
    assertThat(dataDirectory(given)).isEqualTo(Path.of("data").toAbsolutePath().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/var/lib/recycler", "~/recycler", " "})
  void anyOtherStaysAsItIs(String given) {
    assertThat(dataDirectory(given)).isEqualTo(given);
  }

  @Test
  void noneStaysNone() {
    MockEnvironment environment = new MockEnvironment();
    new DataDirectory().postProcessEnvironment(environment, new SpringApplication());
    assertThat(environment.getProperty("recycler.data-dir")).isNull();
  }

  private static String dataDirectory(String given) {
    MockEnvironment environment = new MockEnvironment().withProperty("recycler.data-dir", given);
    new DataDirectory().postProcessEnvironment(environment, new SpringApplication());
    return environment.getRequiredProperty("recycler.data-dir");
  }
}
