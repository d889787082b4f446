package fr.fabrique.jury.domain;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A text as a set of words, whatever their case and accents, to find fields of expertise and names
 * in it.
 */
public final class Words {

  private final String text;
  private final Set<String> single;

  private Words(String text) {
    this.text = " " + text + " ";
    this.single = new HashSet<>(Arrays.asList(text.split(" ")));
  }

  /** The words of some texts, of which any may be null. */
  public static Words of(String... texts) {
    return new Words(
        folded(Arrays.stream(texts).filter(Objects::nonNull).collect(Collectors.joining(" "))));
  }

  /** Whether the words of the phrase stand here, next to each other and in this order. */
  public boolean contain(String phrase) {
    String words = folded(phrase);
    if (words.isEmpty()) {
      return false;
    }
    return words.indexOf(' ') < 0 ? single.contains(words) : text.contains(" " + words + " ");
  }

  /** Whether a person's name stands here, with the family name last or first. */
  public boolean containName(String name) {
    List<String> parts = List.of(folded(name).split(" "));
    return IntStream.range(0, parts.size())
        .mapToObj(
            first ->
                Stream.concat(
                        parts.subList(first, parts.size()).stream(),
                        parts.subList(0, first).stream())
                    .collect(Collectors.joining(" ")))
        .anyMatch(this::contain);
  }

  /** How many of the phrases stand here. */
  public int count(Set<String> phrases) {
    return (int) phrases.stream().filter(this::contain).count();
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
