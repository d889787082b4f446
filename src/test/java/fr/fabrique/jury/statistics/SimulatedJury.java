package fr.fabrique.jury.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A jury whose truth is known: the same seed gives the same reviews. */
public final class SimulatedJury {

  private final Random random;
  private final int ideas;
  private final int panel;
  private final int jurors;
  private final int units;
  private double severity = 1;
  private double error = 1;
  private double views;
  private double ownUnit;

  private final Map<String, Double> worth = new HashMap<>();

  private SimulatedJury(long seed, int ideas, int panel, int jurors, int units) {
    this.random = new Random(seed);
    this.ideas = ideas;
    this.panel = panel;
    this.jurors = jurors;
    this.units = units;
  }

  /** Each idea goes to a panel that is drawn for it; jurors and ideas are spread over the units. */
  public static SimulatedJury of(long seed, int ideas, int panel, int jurors, int units) {
    return new SimulatedJury(seed, ideas, panel, jurors, units);
  }

  /** The standard deviations of jurors' severity and of errors; that of ideas is 3. */
  public SimulatedJury deviating(double severity, double error) {
    this.severity = severity;
    this.error = error;
    return this;
  }

  /** The standard deviation of what each juror adds for what comes from a unit, whichever. */
  public SimulatedJury seeingUnitsDifferently(double deviation) {
    this.views = deviation;
    return this;
  }

  /** What jurors add for their own unit. */
  public SimulatedJury favouringOwnUnitBy(double points) {
    this.ownUnit = points;
    return this;
  }

  /** What each idea is worth, once reviewed. */
  public Map<String, Double> worth() {
    return worth;
  }

  public List<Review> reviews() {
    double[] severities =
        random.doubles(jurors).map(unused -> severity * random.nextGaussian()).toArray();
    double[] views =
        random.doubles(jurors * units).map(u -> this.views * random.nextGaussian()).toArray();
    List<Review> reviews = new ArrayList<>();
    for (int idea = 0; idea < ideas; idea++) {
      double worthOfIdea = 30 + 3 * random.nextGaussian();
      worth.put("idea" + idea, worthOfIdea);
      int unit = random.nextInt(units);
      for (int juror : random.ints(0, jurors).distinct().limit(panel).toArray()) {
        reviews.add(
            new Review(
                "idea" + idea,
                "theme" + idea % 3,
                "unit" + unit,
                "juror" + juror,
                "unit" + juror % units,
                worthOfIdea
                    + severities[juror]
                    + views[juror * units + unit]
                    + (juror % units == unit ? ownUnit : 0)
                    + error * random.nextGaussian()));
      }
    }
    return reviews;
  }
}
