package fr.fabrique.jury.web;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a long list.
 *
 * @param first the number of the first line in the whole list, from 1
 * @param page from 1
 */
record Slice<T>(List<T> lines, int first, int page, int pages) {

  /** The page asked for, or the nearest that there is. */
  static <T> Slice<T> of(List<T> all, int asked, int size) {
    int pages = Math.max(1, (all.size() + size - 1) / size);
    int page = Math.min(Math.max(asked, 1), pages);
    int from = (page - 1) * size;
    return new Slice<>(all.subList(from, Math.min(all.size(), from + size)), from + 1, page, pages);
  }

  <R> Slice<R> map(Function<? super T, ? extends R> line) {
    return new Slice<>(lines.stream().<R>map(line).toList(), first, page, pages);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }
}
