package fr.fabrique.engine.check;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * What was read of files before: a draft is mostly the same files as the published route, and so is
 * its next draft.
 */
final class Memory<T> {

  private static final int MOST = 500;
  private static final int LARGEST = 500_000;

  private final Map<File, T> known = new ConcurrentHashMap<>();
  private final BiFunction<String, byte[], T> reader;

  /**
   * @param reader answers the same for the same name and content, with something that nobody
   *     changes
   */
  Memory(BiFunction<String, byte[], T> reader) {
    this.reader = reader;
  }

  T read(String name, byte[] content) {
    if (content.length > LARGEST) {
      return reader.apply(name, content);
    }
    if (known.size() > MOST) {
      known.clear();
    }
    File file = new File(name, content);
    T before = known.get(file);
    if (before == null) {
      before = reader.apply(name, content);
      known.put(file, before);
    }
    return before;
  }

  private record File(String name, byte[] content) {

    @Override
    public boolean equals(Object other) {
      return other instanceof File file
          && name.equals(file.name)
          && Arrays.equals(content, file.content);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + Arrays.hashCode(content);
    }
  }
}
