package fr.fabrique.change.revision;

import fr.fabrique.change.revision.ChangeRefused.Cause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Files of a route as owners send them: one by one, or a folder as a zip archive. */
public final class RouteUpload {

  /** No shipped file has a fifth of it; what is larger no owner has drawn. */
  static final int LARGEST_FILE = 1_000_000;

  static final int MOST_FILES = 300;

  /** All files together, and any archive of them. */
  static final int LARGEST_ROUTE = 10_000_000;

  private static final Map<String, String> FOLDERS =
      Map.of("bpmn", "processes/", "dmn", "processes/", "json", "processes/", "form", "forms/");

  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private long size;

  /** The files by stable name, such as {@code forms/a.form}. */
  public SortedMap<String, byte[]> files() {
    return files;
  }

  /** The bytes of something that was sent. */
  public interface Content {

    byte[] read() throws IOException;
  }

  /**
   * Takes a file, or all files of an archive.
   *
   * @param bytes how many it has, known before it is read
   * @throws ChangeRefused when it is no file of a route, or too large
   */
  public void add(String name, long bytes, Content content) throws IOException {
    boolean archive = ending(name).equals("zip");
    if (bytes > (archive ? LARGEST_ROUTE : LARGEST_FILE)) {
      throw new ChangeRefused(Cause.INVALID, "change.upload.large", shown(base(name)));
    }
    if (archive) {
      addAll(name, content.read());
    } else {
      addFile(name, content.read());
    }
  }

  private void addAll(String archive, byte[] content) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] unpacked = read(zip);
        if (unpacked.length > LARGEST_FILE) {
          // Going on would unpack the rest of it, however much that is.
          throw new ChangeRefused(
              Cause.INVALID, "change.upload.large", shown(base(entry.getName())));
        }
        if (!entry.isDirectory() && !isUnasked(entry.getName())) {
          addFile(entry.getName(), unpacked);
        }
      }
    } catch (IOException | IllegalArgumentException broken) {
      throw new ChangeRefused(Cause.INVALID, "change.upload.archive", shown(base(archive)));
    }
    if (files.isEmpty()) {
      throw new ChangeRefused(Cause.INVALID, "change.upload.archive", shown(base(archive)));
    }
  }

  /** At most one byte more than is allowed, however much an archive unfolds to. */
  private static byte[] read(InputStream entry) throws IOException {
    return entry.readNBytes(LARGEST_FILE + 1);
  }

  private void addFile(String name, byte[] content) {
    String base = base(name);
    String folder = FOLDERS.get(ending(base));
    if (folder == null
        || base.length() > 100
        || !base.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()-]*")) {
      throw new ChangeRefused(Cause.INVALID, "change.upload.kind", shown(base));
    }
    if (content.length > LARGEST_FILE) {
      throw new ChangeRefused(Cause.INVALID, "change.upload.large", base);
    }
    if (files.put(folder + base, content) != null) {
      throw new ChangeRefused(Cause.INVALID, "change.upload.twice", base);
    }
    size += content.length;
    if (files.size() > MOST_FILES || size > LARGEST_ROUTE) {
      throw new ChangeRefused(Cause.INVALID, "change.upload.many", MOST_FILES);
    }
  }

  /** What computers put into archives by themselves. */
  private static boolean isUnasked(String name) {
    return base(name).startsWith(".") || name.startsWith("__MACOSX/");
  }

  private static String base(String name) {
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
  }

  private static String shown(String name) {
    String seen = name.replaceAll("\\p{C}", "");
    return seen.length() <= 60 ? seen : seen.substring(0, 60) + "…";
  }
}
