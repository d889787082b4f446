package fr.fabrique.jury.statistics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.fabrique.jury.statistics.Agreement.Bootstrap;
import fr.fabrique.jury.statistics.Agreement.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dkpro.statistics.agreement.coding.CodingAnnotationStudy;
import org.dkpro.statistics.agreement.coding.KrippendorffAlphaAgreement;
import org.dkpro.statistics.agreement.distance.IntervalDistanceFunction;
import org.junit.jupiter.api.Test;

/**
 * Alpha with its interval of a thousand drawn samples, beside a thousand alphas of the library's
 * own studies of the same size.
 */
class AgreementBenchmark {

  private static final Path FOLDER = Path.of("target", "benchmarks");
  private static final int IDEAS = 30;
  private static final int JURORS = 9;
  private static final int RUNS = 3;

  @Test
  void interval_of_agreement() throws IOException {
    List<Review> reviews = SimulatedJury.of(1, IDEAS, JURORS, JURORS, 3).reviews();
    double ours = best(() -> Agreement.of(reviews, Metric.INTERVAL, Bootstrap.USUAL));
    double library =
        best(
            () -> {
              for (int sample = 0; sample < Bootstrap.USUAL.resamples(); sample++) {
                alpha(reviews);
              }
            });
    Files.createDirectories(FOLDER);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(
            FOLDER.resolve("agreement.json").toFile(),
            Map.of(
                "ideas", IDEAS,
                "jurors", JURORS,
                "samples", Bootstrap.USUAL.resamples(),
                "seconds", ours,
                "studiesSeconds", library,
                "ratio", ours / library));
  }

  private static void alpha(List<Review> reviews) {
    CodingAnnotationStudy study = new CodingAnnotationStudy(JURORS);
    for (int idea = 0; idea < IDEAS; idea++) {
      Object[] codes = new Object[JURORS];
      for (int juror = 0; juror < JURORS; juror++) {
        codes[juror] = reviews.get(idea * JURORS + juror).total();
      }
      study.addItemAsArray(codes);
    }
    new KrippendorffAlphaAgreement(study, new IntervalDistanceFunction()).calculateAgreement();
  }

  private static double best(Runnable work) {
    double best = Double.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }
}
