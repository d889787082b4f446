package fr.fabrique.change.revision;

import fr.fabrique.change.revision.Revision.Door;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.RouteHistory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The revisions and their files. A published one is never changed. */
@Component
class RevisionTable implements RouteHistory {

  private static final String COLUMNS =
      "select id, digest, number, door, drafted_by, drafted_at, based_on, reason, asked_by,"
          + " asked_at, published_by, published_at, deployment, dropped_at from revision";

  private final JdbcClient jdbc;

  RevisionTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public SortedMap<String, byte[]> newest(SortedMap<String, byte[]> folder) {
    Optional<Revision> inForce = inForce();
    boolean overtaken =
        lastInFolder()
            .filter(last -> last.digest().equals(digest(folder)))
            .filter(last -> !last.id().equals(inForce.map(Revision::id).orElse(null)))
            .isPresent();
    return overtaken ? files(inForce.get().id()) : folder;
  }

  /** The last that the folder has held while it was in force. */
  Optional<Revision> lastInFolder() {
    return one(" where in_folder and number is not null order by number desc limit 1");
  }

  @Override
  @Transactional
  public void keep(String deployment, SortedMap<String, byte[]> folder) {
    Optional<Revision> inForce = inForce();
    if (inForce.isPresent() && inForce.get().digest().equals(digest(folder))) {
      // The same in another language, or by another release of the product.
      jdbc.sql("update revision set deployment = ?, in_folder = true where id = ?")
          .params(deployment, inForce.get().id())
          .update();
    } else {
      String id = insert(Door.FOLDER, null, inForce.map(Revision::id).orElse(null), folder);
      jdbc.sql("update revision set in_folder = true where id = ?").param(id).update();
      publish(id, null, deployment, "[]", "[]");
    }
  }

  /** Lets one publication after the other happen, each seeing what the one before has done. */
  void lock() {
    jdbc.sql("select id from revision where number = 1 for update").query(String.class).list();
  }

  String insert(Door door, String by, String basedOn, SortedMap<String, byte[]> files) {
    String id = UUID.randomUUID().toString();
    jdbc.sql(
            "insert into revision (id, digest, door, drafted_by, drafted_at, based_on)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(id, digest(files), door.name(), by, EngineClock.now(), basedOn)
        .update();
    insertFiles(id, files);
    return id;
  }

  /** Takes other files into a draft. */
  void replace(String id, String basedOn, SortedMap<String, byte[]> files) {
    jdbc.sql("delete from revision_file where revision = ?").param(id).update();
    insertFiles(id, files);
    jdbc.sql("update revision set digest = ?, based_on = ? where id = ?")
        .params(digest(files), basedOn, id)
        .update();
  }

  private void insertFiles(String id, SortedMap<String, byte[]> files) {
    files.forEach(
        (name, content) -> {
          String digest = digest(content);
          boolean known =
              jdbc.sql("select count(*) from route_file where digest = ?")
                      .param(digest)
                      .query(Long.class)
                      .single()
                  > 0;
          if (!known) {
            jdbc.sql("insert into route_file (digest, content) values (?, ?)")
                .params(digest, content)
                .update();
          }
          jdbc.sql("insert into revision_file (revision, name, digest) values (?, ?, ?)")
              .params(id, name, digest)
              .update();
        });
  }

  /** Whether it was waiting as it was said to be; who comes second changes nothing. */
  boolean publish(String id, String by, String deployment, String findings, String differences) {
    return jdbc.sql(
                "update revision set number = (select coalesce(max(number), 0) + 1 from revision),"
                    + " published_by = ?, published_at = ?, deployment = ?, findings = ?,"
                    + " differences = ? where id = ? and number is null and dropped_at is null")
            .params(by, EngineClock.now(), deployment, findings, differences, id)
            .update()
        == 1;
  }

  void intend(String id, String movers) {
    jdbc.sql("update revision set movers = ? where id = ?").params(movers, id).update();
  }

  /** So too. */
  boolean ask(String id, String by, String reason) {
    return jdbc.sql(
                "update revision set asked_by = ?, asked_at = ?, reason = ?"
                    + " where id = ? and number is null and asked_by is null and dropped_at is null")
            .params(by, EngineClock.now(), reason, id)
            .update()
        == 1;
  }

  /** So too. */
  boolean takeBack(String id) {
    return jdbc.sql(
                "update revision set asked_by = null, asked_at = null"
                    + " where id = ? and number is null and asked_by is not null")
            .param(id)
            .update()
        == 1;
  }

  /** So too. */
  boolean drop(String id, String by) {
    return jdbc.sql(
                "update revision set dropped_by = ?, dropped_at = ?"
                    + " where id = ? and number is null and dropped_at is null")
            .params(by, EngineClock.now(), id)
            .update()
        == 1;
  }

  Optional<Revision> find(String id) {
    return jdbc.sql(COLUMNS + " where id = ?").param(id).query(RevisionTable::revision).optional();
  }

  Optional<Revision> inForce() {
    return one(" where number is not null order by number desc limit 1");
  }

  List<Revision> all() {
    return jdbc.sql(COLUMNS + " order by drafted_at desc").query(RevisionTable::revision).list();
  }

  SortedMap<String, byte[]> files(String id) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    jdbc.sql(
            "select f.name, c.content from revision_file f"
                + " join route_file c on c.digest = f.digest where f.revision = ?")
        .param(id)
        .query(
            row -> {
              files.put(row.getString(1), row.getBytes(2));
            });
    return files;
  }

  /** The JSON that is kept with a revision in one of its columns. */
  Optional<String> kept(String id, String column) {
    return jdbc.sql("select " + column + " from revision where id = ?")
        .param(id)
        .query((row, n) -> Optional.ofNullable(row.getString(1)))
        .single();
  }

  private Optional<Revision> one(String condition) {
    return jdbc.sql(COLUMNS + condition).query(RevisionTable::revision).optional();
  }

  private static Revision revision(java.sql.ResultSet row, int n) throws java.sql.SQLException {
    return new Revision(
        row.getString("id"),
        row.getString("digest"),
        row.getObject("number", Integer.class),
        Door.valueOf(row.getString("door")),
        row.getString("drafted_by"),
        time(row, "drafted_at"),
        row.getString("based_on"),
        row.getString("reason"),
        row.getString("asked_by"),
        time(row, "asked_at"),
        row.getString("published_by"),
        time(row, "published_at"),
        row.getString("deployment"),
        time(row, "dropped_at"));
  }

  private static OffsetDateTime time(java.sql.ResultSet row, String column)
      throws java.sql.SQLException {
    return row.getObject(column, OffsetDateTime.class);
  }

  /** Over names and contents. */
  static String digest(SortedMap<String, byte[]> files) {
    MessageDigest digest = sha256();
    files.forEach(
        (name, content) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(sha256().digest(content));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String digest(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
