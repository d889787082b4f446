package fr.fabrique.idea.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
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

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
  private static final CosineSimilarity COSINE = new CosineSimilarity();

  private Similarity() {}

  public static double between(String title, String other) {
    return to(title).applyAsDouble(other);
  }

  /** How alike other titles are to this one. */
  public static ToDoubleFunction<String> to(String title) {
    Map<CharSequence, Integer> words = words(title);
    return other -> {
      Map<CharSequence, Integer> others = words(other);
      return words.isEmpty() || others.isEmpty() ? 0 : COSINE.cosineSimilarity(words, others);
    };
  }

  private static Map<CharSequence, Integer> words(String title) {
    String plain =
        ACCENTS
            .matcher(Normalizer.normalize(title, Normalizer.Form.NFD))
            .replaceAll("")
            .toLowerCase(Locale.ROOT);
    return BETWEEN_WORDS
        .splitAsStream(plain)
        .filter(word -> word.length() > 2)
        .collect(Collectors.toMap(Function.identity(), word -> 1, Integer::sum));
  }
}
