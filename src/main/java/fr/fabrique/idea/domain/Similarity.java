package fr.fabrique.idea.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.CosineSimilarity;

/**
 * How alike two titles are: the cosine of their word counts (Salton, <i>A vector space model for
 * automatic indexing</i>, 1975), between 0 and 1; case, accents and words of one or two letters do
 * not count.
 */
public final class Similarity {

  /** From here on two ideas are shown to the animator as similar. */
  public static final double NOTEWORTHY = 0.6;

  private static final CosineSimilarity COSINE = new CosineSimilarity();

  private Similarity() {}

  public static double between(String title, String other) {
    Map<CharSequence, Integer> a = words(title);
    Map<CharSequence, Integer> b = words(other);
    return a.isEmpty() || b.isEmpty() ? 0 : COSINE.cosineSimilarity(a, b);
  }

  private static Map<CharSequence, Integer> words(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    return Arrays.stream(plain.split("[^a-z0-9]+"))
        .filter(word -> word.length() > 2)
        .collect(Collectors.toMap(Function.identity(), word -> 1, Integer::sum));
  }
}
