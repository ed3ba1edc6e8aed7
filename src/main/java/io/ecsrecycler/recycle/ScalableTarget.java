package io.ecsrecycler.recycle;

/**
 * How Application Auto Scaling may change a service's desired count.
 *
 * @param min its lower limit
 * @param max its upper limit
 * @param suspended what it may not do for the time being
 */
public record ScalableTarget(int min, int max, Suspension suspended) {

  /**
   * What is suspended. Always sent whole: whether an omitted part keeps its value is not documented
   * (ECS facts, section 6).
   */
  public record Suspension(boolean scaleIn, boolean scaleOut, boolean scheduled) {

    /** The same with scale-in suspended or not. */
    public Suspension withScaleIn(boolean suspended) {
      return new Suspension(suspended, scaleOut, scheduled);
    }
  }
}
