package fr.fabrique.change.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.fabrique.change.difference.Difference;
import fr.fabrique.change.difference.Differences;
import fr.fabrique.change.revision.ChangeRefused.Cause;
import fr.fabrique.change.revision.Revision.Door;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.engine.RoutePublisher;
import fr.fabrique.engine.StepCatalogue;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.engine.check.RouteCheck;
import fr.fabrique.engine.check.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Drafts the route, and publishes drafts that another owner has looked at. */
@Service
public class Revisions {

  private static final Logger log = LoggerFactory.getLogger(Revisions.class);

  private static final int LONGEST_REASON = 2_000;

  private final RevisionTable revisions;
  private final RoutePublisher route;
  private final RouteCheck check;
  private final ObjectMapper json;
  private final ApplicationEventPublisher events;
  private final boolean fourEyes;

  Revisions(
      RevisionTable revisions,
      RoutePublisher route,
      StepCatalogue catalogue,
      ObjectMapper json,
      ApplicationEventPublisher events,
      @Value("${fabrique.four-eyes}") boolean fourEyes) {
    this.revisions = revisions;
    this.route = route;
    this.check = new RouteCheck(catalogue);
    this.json = json;
    this.events = events;
    this.fourEyes = fourEyes;
  }

  /** What was noticed and what differed when a revision was published. */
  public record Kept(List<KeptFinding> findings, List<Difference> differences, Movers movers) {}

  /** A finding as it was then, whatever the rules are called and say now. */
  public record KeptFinding(
      String file, String element, String label, String severity, Said message, Said remedy) {

    public static KeptFinding of(Finding finding) {
      return new KeptFinding(
          finding.file(),
          finding.element(),
          finding.label(),
          finding.severity().toString(),
          Said.of(finding.message()),
          Said.of(finding.remedy()));
    }
  }

  /** What was said, in each language of a reader. */
  public record Said(String english, String french) {

    static Said of(Words words) {
      return new Said(words.in(Locale.ENGLISH), words.in(Locale.FRENCH));
    }

    public String in(Locale language) {
      return language.getLanguage().equals("fr") ? french : english;
    }
  }

  /** Told in the transaction that puts a revision in force. */
  public record Published(String revision, String deployment, Movers movers) {}

  /** Told in the transaction in which other files come into a draft, or it is dropped. */
  public record Redrafted(String revision) {}

  /** Whether a second owner must approve what one has drafted. */
  public boolean fourEyes() {
    return fourEyes;
  }

  /** Whether what runs is not what the folder held when it last was put in force. */
  public boolean drifts() {
    String inForce = revisions.inForce().map(Revision::digest).orElse("");
    return revisions.lastInFolder().filter(last -> !last.digest().equals(inForce)).isPresent();
  }

  public Optional<Revision> inForce() {
    return revisions.inForce();
  }

  /** All of them, the newest first. */
  public List<Revision> all() {
    return revisions.all();
  }

  /**
   * @throws ChangeRefused when there is no such revision
   */
  public Revision find(String id) {
    return revisions.find(id).orElseThrow(() -> new ChangeRefused(Cause.UNKNOWN, "change.unknown"));
  }

  public SortedMap<String, byte[]> files(String id) {
    return revisions.files(id);
  }

  /**
   * A draft of the published revision with some files in place of its own.
   *
   * @param whole whether the files are all there are: what is not among them is gone
   */
  @Transactional
  public Revision draft(Door door, String owner, SortedMap<String, byte[]> files, boolean whole) {
    String inForce = revisions.inForce().map(Revision::id).orElse(null);
    return find(revisions.insert(door, owner, inForce, whole ? files : over(files)));
  }

  /**
   * What became of a deployment from Camunda Modeler.
   *
   * @param revision the draft, or what it has become; empty where something blocks, or where
   *     nothing differs from what is in force
   */
  public record Deployed(Optional<Revision> revision, List<Finding> findings) {}

  /**
   * Asks for the publication of what Camunda Modeler's button sends. Whoever presses it again means
   * the same draft; when that comes to nothing, it is dropped. Where something blocks, nothing is
   * changed.
   */
  @Transactional
  public Deployed deploy(String owner, SortedMap<String, byte[]> files, String reason) {
    revisions.lock();
    Optional<Revision> open = openFromModeler(owner);
    SortedMap<String, byte[]> published = publishedFiles();
    SortedMap<String, byte[]> all =
        open.map(draft -> revisions.files(draft.id())).orElseGet(this::publishedFiles);
    all.putAll(files);
    List<Finding> findings = check.change(published, all);
    if (findings.stream().anyMatch(Finding::blocks)) {
      return new Deployed(Optional.empty(), findings);
    }
    if (Differences.between(published, all).isEmpty()) {
      open.ifPresent(draft -> revisions.drop(draft.id(), owner));
      return new Deployed(Optional.empty(), findings);
    }
    String id = open.map(Revision::id).orElseGet(() -> draft(Door.MODELER, owner, all, true).id());
    if (open.isPresent()) {
      revisions.takeBack(id);
      redraft(id, all, true);
    }
    ask(id, owner, reason, movers(id));
    return new Deployed(Optional.of(find(id)), findings);
  }

  private Optional<Revision> openFromModeler(String owner) {
    String inForce = revisions.inForce().map(Revision::id).orElse(null);
    return revisions.all().stream()
        .filter(r -> r.state() == State.DRAFT || r.state() == State.ASKED)
        .filter(r -> r.door() == Door.MODELER && owner.equals(r.draftedBy()))
        .filter(r -> Objects.equals(r.basedOn(), inForce))
        .findFirst();
  }

  /** A draft that holds what an earlier revision held. */
  @Transactional
  public Revision back(String id, String owner) {
    Revision earlier = find(id);
    if (earlier.state() != State.PUBLISHED) {
      throw new ChangeRefused(Cause.CONFLICT, "change.back.never_published");
    }
    return draft(Door.BACK, owner, revisions.files(id), true);
  }

  /** Takes more files into a draft for whose publication nobody has asked yet. */
  @Transactional
  public void redraft(String id, SortedMap<String, byte[]> files, boolean whole) {
    open(id, State.DRAFT);
    SortedMap<String, byte[]> all = whole ? new TreeMap<>() : revisions.files(id);
    all.putAll(files);
    revisions.replace(id, find(id).basedOn(), all);
    events.publishEvent(new Redrafted(id));
  }

  /** What the owner should know of a revision, compared with the one that is in force. */
  public List<Finding> findings(String id) {
    return check.change(publishedFiles(), revisions.files(id));
  }

  /** In what a revision differs from the one that is in force. */
  public List<Difference> differences(String id) {
    return Differences.between(publishedFiles(), revisions.files(id));
  }

  /** What was found when it was published; empty for what was not published. */
  public Optional<Kept> kept(String id) {
    return revisions
        .kept(id, "findings")
        .map(
            findings ->
                new Kept(
                    read(findings, new TypeReference<>() {}),
                    read(revisions.kept(id, "differences").orElseThrow(), new TypeReference<>() {}),
                    movers(id)));
  }

  /** Who is to follow once it is published. */
  public Movers movers(String id) {
    return revisions
        .kept(id, "movers")
        .map(movers -> read(movers, new TypeReference<Movers>() {}))
        .orElseGet(Movers::none);
  }

  /**
   * Keeps who is to follow, and where those go on whose place is gone. What another owner is asked
   * to approve stays as it is.
   */
  @Transactional
  public void intend(String id, Movers movers) {
    State state = find(id).state();
    if (state != State.DRAFT && state != State.PUBLISHED) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
    revisions.intend(id, write(movers));
  }

  /** Asks for its publication; where one pair of eyes is enough, publishes it. */
  @Transactional
  public void ask(String id, String owner, String reason, Movers movers) {
    revisions.lock();
    open(id, State.DRAFT);
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new ChangeRefused(Cause.INVALID, "change.ask.reason", LONGEST_REASON);
    }
    current(id);
    nothingBlocks(id);
    somethingDiffers(id);
    revisions.intend(id, write(movers));
    if (!revisions.ask(id, owner, reason.strip())) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
    if (!fourEyes) {
      publish(id, owner);
    }
  }

  /**
   * Puts in force what another owner has asked for.
   *
   * @param seen what the owner has looked at, see {@link Revision#seen}
   */
  @Transactional
  public void approve(String id, String owner, String seen) {
    revisions.lock();
    Revision asked = open(id, State.ASKED);
    if (!asked.seen().equals(seen)) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
    if (fourEyes && (owner.equals(asked.askedBy()) || owner.equals(asked.draftedBy()))) {
      throw new ChangeRefused(Cause.NOT_YOURS, "change.approve.second");
    }
    publish(id, owner);
  }

  /** Makes it a draft again. */
  @Transactional
  public void takeBack(String id) {
    open(id, State.ASKED);
    if (!revisions.takeBack(id)) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
  }

  @Transactional
  public void drop(String id, String owner) {
    find(id);
    if (!revisions.drop(id, owner)) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
    events.publishEvent(new Redrafted(id));
  }

  /**
   * Bases a draft on the revision that is in force by now: what the draft has not changed becomes
   * as it is there.
   *
   * @throws ChangeRefused when both have changed a file
   */
  @Transactional
  public void bringUpToDate(String id) {
    Revision draft = open(id, State.DRAFT);
    SortedMap<String, byte[]> base = revisions.files(draft.basedOn());
    SortedMap<String, byte[]> theirs = publishedFiles();
    SortedMap<String, byte[]> ours = revisions.files(id);
    SortedMap<String, byte[]> merged = new TreeMap<>();
    Set<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      byte[] before = base.get(name);
      byte[] mine = ours.get(name);
      byte[] now = theirs.get(name);
      boolean changedHere = !Arrays.equals(before, mine);
      boolean changedThere = !Arrays.equals(before, now);
      if (changedHere && changedThere && !Arrays.equals(mine, now)) {
        throw new ChangeRefused(Cause.CONFLICT, "change.both_changed", name);
      }
      byte[] chosen = changedHere ? mine : now;
      if (chosen != null) {
        merged.put(name, chosen);
      }
    }
    revisions.replace(id, revisions.inForce().orElseThrow().id(), merged);
    events.publishEvent(new Redrafted(id));
  }

  private List<Difference> somethingDiffers(String id) {
    List<Difference> differences = differences(id);
    if (differences.isEmpty()) {
      throw new ChangeRefused(Cause.CONFLICT, "change.no_difference");
    }
    return differences;
  }

  private void publish(String id, String owner) {
    Revision draft = current(id);
    List<Finding> findings = nothingBlocks(id);
    List<Difference> differences = somethingDiffers(id);
    String deployment;
    try {
      deployment = route.publish(revisions.files(id));
    } catch (OptimisticLockingException meanwhile) {
      throw meanwhile;
    } catch (ProcessEngineException refused) {
      throw new ChangeRefused(Cause.CONFLICT, "change.engine_refused", refused.getMessage());
    }
    String found = write(findings.stream().map(KeptFinding::of).toList());
    if (!revisions.publish(id, owner, deployment, found, write(differences))) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
    events.publishEvent(new Published(id, deployment, movers(id)));
    log.info("Revision {} of the route is in force.", find(draft.id()).number());
  }

  /**
   * @throws ChangeRefused when a draft cannot be put in force as it is
   */
  public void mustBePublishable(String id) {
    nothingBlocks(id);
  }

  private Revision open(String id, State state) {
    Revision revision = find(id);
    if (revision.state() != state) {
      throw new ChangeRefused(Cause.CONFLICT, "change.meanwhile");
    }
    return revision;
  }

  /** Nothing else has been published since it was begun. */
  private Revision current(String id) {
    Revision draft = find(id);
    String inForce = revisions.inForce().map(Revision::id).orElse(null);
    if (!Objects.equals(draft.basedOn(), inForce)) {
      throw new ChangeRefused(Cause.CONFLICT, "change.overtaken");
    }
    return draft;
  }

  private List<Finding> nothingBlocks(String id) {
    List<Finding> findings = findings(id);
    if (findings.stream().anyMatch(Finding::blocks)) {
      throw new ChangeRefused(Cause.CONFLICT, "change.blocked");
    }
    return findings;
  }

  private SortedMap<String, byte[]> over(SortedMap<String, byte[]> files) {
    SortedMap<String, byte[]> all = publishedFiles();
    all.putAll(files);
    return all;
  }

  private SortedMap<String, byte[]> publishedFiles() {
    return revisions.inForce().map(r -> revisions.files(r.id())).orElseGet(TreeMap::new);
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }

  private <T> T read(String value, TypeReference<T> type) {
    try {
      return json.readValue(value, type);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException(ours);
    }
  }
}
