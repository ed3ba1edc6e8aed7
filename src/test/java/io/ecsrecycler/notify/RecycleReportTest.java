package io.ecsrecycler.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsrecycler.job.EndedRecycles;
import io.ecsrecycler.job.RecycleView;
import org.junit.jupiter.api.Test;

class RecycleReportTest {

  @Test
  void saysThatCapacityWasPutBackOnlyWhereItWas() {
    assertSays(
        EndedRecycles.stillRaised(),
        "it was NOT put back. Left changed: desired count 4 instead of 3.");
    assertSays(EndedRecycles.putBack(), "nothing is left raised");
    assertSays(EndedRecycles.neverRaised(), "not touched");
  }

  private static void assertSays(RecycleView view, String part) {
    String sentence = view.capacity().sentence();
    assertThat(sentence).endsWith(part);
    assertThat(new RecycleReport(view).text()).contains("Capacity: " + sentence + "\n");
    assertThat(new RecycleReport(view).html()).contains(sentence);
  }
}
