package io.ecsrecycler.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** "Restored" is said only where it is so. */
class CapacityViewTest {

  @Test
  void aRecycleThatEndedWhileItsCountIsRaisedHasNotRestoredIt() {
    CapacityView view = EndedRecycles.stillRaised().capacity();
    assertThat(view.restored()).isFalse();
    assertThat(view.sentence())
        .isEqualTo(
            "desired count was 3, up to 4 during the recycle; it was NOT put back. Left changed:"
                + " desired count 4 instead of 3.");
  }

  @Test
  void aRecycleThatPutItsCountBackHasRestoredIt() {
    CapacityView view = EndedRecycles.putBack().capacity();
    assertThat(view.restored()).isTrue();
    assertThat(view.sentence())
        .isEqualTo("desired count was 3, up to 4 during the recycle; nothing is left raised");
  }

  @Test
  void whatIsUnderWayIsNotRestoredYet() {
    assertThat(EndedRecycles.restoring().capacity().restored()).isFalse();
  }

  @Test
  void whereNothingWasRaisedNothingIsSaidToBePutBack() {
    CapacityView view = EndedRecycles.neverRaised().capacity();
    assertThat(view.restored()).isTrue();
    assertThat(view.sentence()).isEqualTo("desired count 3, not touched");
  }
}
