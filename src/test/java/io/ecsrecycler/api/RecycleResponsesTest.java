package io.ecsrecycler.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.job.EndedRecycles;
import io.ecsrecycler.job.RecycleView;
import io.ecsrecycler.simulator.SettableClock;
import org.junit.jupiter.api.Test;

class RecycleResponsesTest {

  @Test
  void saysThatCapacityIsRestoredExactlyWhereTheReportSaysSo() {
    assertThat(capacity(EndedRecycles.stillRaised()).restored()).isFalse();
    assertThat(capacity(EndedRecycles.putBack()).restored()).isTrue();
    assertThat(capacity(EndedRecycles.putBack()).surgedDesiredCount()).isEqualTo(4);
    assertThat(capacity(EndedRecycles.neverRaised()).surgedDesiredCount()).isNull();
  }

  private static RecycleResponse.Capacity capacity(RecycleView view) {
    return new RecycleResponses(new SettableClock()).of(view).capacity();
  }
}
