package fr.fabrique.jury.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * How severe each juror is, and the means of ideas corrected for it.
 *
 * <p>Model: y<sub>ij</sub> = μ + idea<sub>i</sub> + severity<sub>j</sub> + e<sub>ij</sub>. Every
 * idea has an effect of its own (fixed: an idea is never drawn towards the others); the jurors'
 * severities are random with mean 0 and variance σ²<sub>s</sub>, the errors with variance
 * σ²<sub>e</sub>. The design may have any gaps. That readers differ by such an additive effect, and
 * that it can be estimated from overlapping incomplete panels: Braun, H. I. (1988). Understanding
 * scoring reliability: experiments in calibrating essay readers. Journal of Educational Statistics
 * 13(1), 1–18.
 *
 * <p>The severities are the best linear unbiased predictions of Henderson's mixed-model equations
 * (Robinson, G. K. (1991). That BLUP is a good thing: the estimation of random effects. Statistical
 * Science 6(1), 15–32). With the ideas eliminated there is one row per juror: (Z'MZ + λI) s = Z'My,
 * where λ = σ²<sub>e</sub>/σ²<sub>s</sub>. They are therefore shrunk: a juror with few reviews that
 * can be compared is hardly corrected, one whose reviews cannot be compared not at all, and panels
 * without a common juror each sum to 0 and need no link.
 *
 * <p>Where there is enough to go by, the variances are estimated by fitting constants: Henderson's
 * method 3 (Henderson, C. R. (1953). Estimation of variance and covariance components. Biometrics
 * 9(2), 226–252). Enough means {@value #LEAST_COMPARED} differences between jurors and {@value
 * #LEAST_FREEDOM} degrees of freedom for errors; below, λ is {@value #USUAL_RATIO}. No juror
 * differs from the others where σ²<sub>s</sub> comes out at 0 or less: then nothing is corrected.
 */
public final class Severity {

  /** λ where there is too little to estimate it: seven comparisons correct a juror by half. */
  public static final double USUAL_RATIO = 7;

  /** One comparison never corrects by more than half. */
  static final double LEAST_RATIO = 1;

  static final int LEAST_COMPARED = 4;
  static final int LEAST_FREEDOM = 30;

  private final Crossing crossing;
  private final Variances variances;
  private final double[] effects;
  private final DecompositionSolver solver;
  private final Map<String, Double> means;

  private Severity(Crossing crossing) {
    this.crossing = crossing;
    double[] deviations = crossing.withoutIdeas(crossing.totals());
    double[] sums = crossing.sumsOfJurors(deviations);
    variances = Variances.of(crossing, deviations, sums);
    if (variances.ratio() == null || sums.length == 0) {
      solver = null;
      effects = new double[sums.length];
    } else {
      solver = Crossing.solver(shrunk(crossing.laplacian(), variances.ratio()));
      effects = solver.solve(new ArrayRealVector(sums, false)).toArray();
    }
    means = means();
  }

  /**
   * The estimated variances.
   *
   * @param ofErrors σ²<sub>e</sub>, or null where no degree of freedom is left for it
   * @param ofSeverity σ²<sub>s</sub>
   * @param ratio λ; null where jurors do not differ
   * @param estimated whether λ is estimated, or the usual one
   */
  public record Variances(Double ofErrors, Double ofSeverity, Double ratio, boolean estimated) {

    static Variances of(Crossing crossing, double[] deviations, double[] sums) {
      int freedom = crossing.degreesOfFreedom();
      if (freedom < 1) {
        return new Variances(null, null, USUAL_RATIO, false);
      }
      double explained = product(sums, crossing.unshrunkEffects(sums));
      double ofErrors = Math.max(0, (product(deviations, deviations) - explained) / freedom);
      if (freedom < LEAST_FREEDOM || crossing.rank() < LEAST_COMPARED) {
        return new Variances(ofErrors, ofErrors / USUAL_RATIO, USUAL_RATIO, false);
      }
      double ofSeverity =
          (explained - ofErrors * crossing.rank()) / crossing.laplacian().getTrace();
      return ofSeverity <= 0
          ? new Variances(ofErrors, 0.0, null, true)
          : new Variances(ofErrors, ofSeverity, Math.max(LEAST_RATIO, ofErrors / ofSeverity), true);
    }
  }

  /**
   * One juror.
   *
   * @param cases how many reviews they gave
   * @param severity by how much their totals are expected above (lenient) or, negative, below
   *     (severe) those of the other jurors for the same idea
   * @param standardError of that prediction; null where nothing is known of errors
   */
  public record Juror(String juror, int cases, double severity, Double standardError) {}

  /** Looks at all reviews of a challenge together. */
  public static Severity of(Collection<Review> reviews) {
    return new Severity(new Crossing(reviews));
  }

  /** An idea's mean total had jurors of average severity reviewed it; by idea. */
  public Map<String, Double> correctedMeans() {
    return means;
  }

  public Variances variances() {
    return variances;
  }

  /** The jurors, from the most severe to the most lenient. */
  public List<Juror> jurors() {
    RealMatrix inverse = solver == null ? null : solver.getInverse();
    List<Juror> jurors = new ArrayList<>();
    for (int place = 0; place < effects.length; place++) {
      jurors.add(
          new Juror(
              crossing.jurors().get(place),
              crossing.reviewsOfJuror(place),
              effects[place],
              standardError(inverse, place)));
    }
    jurors.sort(Comparator.comparingDouble(Juror::severity).thenComparing(Juror::juror));
    return jurors;
  }

  /** The prediction's error has the variance σ²e times the diagonal of the system's inverse. */
  private Double standardError(RealMatrix inverse, int place) {
    if (variances.ofErrors() == null || variances.ofErrors() == 0) {
      return null;
    }
    return inverse == null ? 0.0 : Math.sqrt(variances.ofErrors() * inverse.getEntry(place, place));
  }

  private Map<String, Double> means() {
    double[] sums = new double[crossing.ideas().size()];
    double[] totals = crossing.totals();
    for (int row = 0; row < totals.length; row++) {
      sums[crossing.ideaOf(row)] += totals[row] - effects[crossing.jurorOf(row)];
    }
    Map<String, Double> corrected = new LinkedHashMap<>();
    for (int place = 0; place < sums.length; place++) {
      corrected.put(crossing.ideas().get(place), sums[place] / crossing.reviewsOfIdea(place));
    }
    return corrected;
  }

  private static RealMatrix shrunk(RealMatrix laplacian, double ratio) {
    return laplacian.add(
        MatrixUtils.createRealIdentityMatrix(laplacian.getRowDimension()).scalarMultiply(ratio));
  }

  private static double product(double[] one, double[] other) {
    double product = 0;
    for (int place = 0; place < one.length; place++) {
      product += one[place] * other[place];
    }
    return product;
  }
}
