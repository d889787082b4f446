package fr.fabrique.change.web;

import fr.fabrique.change.difference.Difference;
import fr.fabrique.change.forecast.Forecasts;
import fr.fabrique.change.forecast.Forecasts.Asked;
import fr.fabrique.change.move.Moves;
import fr.fabrique.change.move.Place;
import fr.fabrique.change.revision.ChangeRefused;
import fr.fabrique.change.revision.ChangeRefused.Cause;
import fr.fabrique.change.revision.Movers;
import fr.fabrique.change.revision.Movers.Choice;
import fr.fabrique.change.revision.Revision;
import fr.fabrique.change.revision.Revision.Door;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.change.revision.Revisions.Kept;
import fr.fabrique.change.revision.Revisions.KeptFinding;
import fr.fabrique.change.revision.RouteUpload;
import fr.fabrique.engine.RouteDeployment;
import fr.fabrique.engine.check.Finding;
import fr.fabrique.people.People;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.Principal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Where owners draft, compare, try out and publish the route. */
@Controller
@RequestMapping("/change")
class ChangePages {

  private final Revisions revisions;
  private final Moves moves;
  private final Crowd crowd;
  private final Forecasts forecasts;
  private final People people;
  private final RouteDeployment route;

  ChangePages(
      Revisions revisions,
      Moves moves,
      Crowd crowd,
      Forecasts forecasts,
      People people,
      RouteDeployment route) {
    this.revisions = revisions;
    this.moves = moves;
    this.crowd = crowd;
    this.forecasts = forecasts;
    this.people = people;
    this.route = route;
  }

  /** A file with what differs in it, and the marks for its drawing. */
  record FileOfDifferences(
      String file, List<Difference> differences, List<Difference> layout, boolean drawn) {}

  @ModelAttribute("fourEyes")
  boolean fourEyes() {
    return revisions.fourEyes();
  }

  @GetMapping
  String overview(Model page) {
    showOverview(page);
    return "change";
  }

  @PostMapping("/drafts")
  String draft(
      @RequestParam(name = "files", required = false) List<MultipartFile> files,
      @RequestParam(defaultValue = "false") boolean whole,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    try {
      Revision draft = revisions.draft(Door.PAGE, owner.getName(), sent(files), whole);
      return "redirect:/change/revisions/" + draft.id();
    } catch (ChangeRefused refused) {
      answer.setStatus(Statuses.of(refused).value());
      page.addAttribute("why", refused.why().in(language));
      showOverview(page);
      return "change";
    }
  }

  @GetMapping("/revisions/{id}")
  String revision(@PathVariable String id, Principal owner, Model page) {
    show(found(id), owner, page);
    return "change-revision";
  }

  @PostMapping("/revisions/{id}/files")
  String more(
      @PathVariable String id,
      @RequestParam(name = "files", required = false) List<MultipartFile> files,
      @RequestParam(defaultValue = "false") boolean whole,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    return change(
        id, owner, page, language, answer, () -> revisions.redraft(id, sent(files), whole));
  }

  @PostMapping("/revisions/{id}/update")
  String bringUpToDate(
      @PathVariable String id,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    return change(id, owner, page, language, answer, () -> revisions.bringUpToDate(id));
  }

  @PostMapping("/revisions/{id}/trial")
  String tryOut(
      @PathVariable String id,
      @RequestParam Map<String, String> typed,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    Movers movers = new Movers(Choice.NONE, List.of(), takeOver(typed));
    return change(
        id,
        owner,
        page,
        language,
        answer,
        () -> {
          revisions.intend(id, movers);
          moves.tryOut(id);
        });
  }

  @PostMapping("/revisions/{id}/forecast")
  String forecast(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String ideas,
      @RequestParam(defaultValue = "") String days,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    return change(
        id,
        owner,
        page,
        language,
        answer,
        () -> {
          if (revisions.findings(id).stream().anyMatch(Finding::blocks)) {
            throw new ChangeRefused(Cause.CONFLICT, "change.blocked");
          }
          forecasts.ask(
              id,
              revisions.files(revisions.inForce().orElseThrow().id()),
              revisions.files(id),
              upTo(Forecasts.MOST_IDEAS, ideas),
              upTo(Forecasts.MOST_DAYS, days));
        });
  }

  private static int upTo(int most, String typed) {
    if (!typed.strip().matches("[0-9]{1,6}")
        || Integer.parseInt(typed.strip()) < 1
        || Integer.parseInt(typed.strip()) > most) {
      throw new ChangeRefused(
          Cause.INVALID, "forecast.refused", Forecasts.MOST_IDEAS, Forecasts.MOST_DAYS);
    }
    return Integer.parseInt(typed.strip());
  }

  @PostMapping("/revisions/{id}/question")
  String ask(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam Map<String, String> typed,
      @RequestParam(defaultValue = "NONE") Choice choice,
      @RequestParam(defaultValue = "") List<String> challenges,
      @RequestParam(defaultValue = "") List<String> places,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    page.addAttribute("reason", reason);
    Movers movers = movers(choice, challenges, places, List.of(), typed);
    return change(
        id,
        owner,
        page,
        language,
        answer,
        () -> revisions.ask(id, owner.getName(), reason, movers));
  }

  @PostMapping("/revisions/{id}/approval")
  String approve(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String seen,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    return change(
        id, owner, page, language, answer, () -> revisions.approve(id, owner.getName(), seen));
  }

  @PostMapping("/revisions/{id}/draft-again")
  String takeBack(
      @PathVariable String id,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    return change(id, owner, page, language, answer, () -> revisions.takeBack(id));
  }

  @PostMapping("/revisions/{id}/removal")
  String drop(
      @PathVariable String id,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    return change(id, owner, page, language, answer, () -> revisions.drop(id, owner.getName()));
  }

  @PostMapping("/revisions/{id}/back")
  String back(@PathVariable String id, Principal owner) {
    found(id);
    try {
      return "redirect:/change/revisions/" + revisions.back(id, owner.getName()).id();
    } catch (ChangeRefused refused) {
      throw new ResponseStatusException(Statuses.of(refused), refused.getMessage());
    }
  }

  @PostMapping("/revisions/{id}/move")
  String move(
      @PathVariable String id,
      @RequestParam(defaultValue = "NONE") Choice choice,
      @RequestParam(defaultValue = "") List<String> challenges,
      @RequestParam(defaultValue = "") List<String> places,
      @RequestParam(defaultValue = "") List<String> journeys,
      @RequestParam Map<String, String> typed,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    return change(
        id,
        owner,
        page,
        language,
        answer,
        () -> moves.begin(id, movers(choice, challenges, places, journeys, typed)));
  }

  /** Everybody who is on the route or was tried, each with what became of them. */
  @GetMapping("/revisions/{id}/journeys")
  String journeys(
      @PathVariable String id, @RequestParam(defaultValue = "false") boolean trial, Model page) {
    Revision revision = found(id);
    page.addAttribute("revision", revision);
    page.addAttribute("trial", trial);
    page.addAttribute("lines", crowd.lines(revision, trial));
    return "change-journeys";
  }

  @GetMapping("/revisions/{id}/files/{folder}/{name}")
  ResponseEntity<byte[]> file(
      @PathVariable String id, @PathVariable String folder, @PathVariable String name) {
    byte[] content = revisions.files(found(id).id()).get(folder + "/" + name);
    if (content == null) {
      throw new ResponseStatusException(org.springframework.http.HttpStatus.NOT_FOUND);
    }
    return download(name, content);
  }

  /** All files, as they lie in the folder. */
  @GetMapping("/revisions/{id}/route.zip")
  ResponseEntity<byte[]> all(@PathVariable String id) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      for (Map.Entry<String, byte[]> file : revisions.files(found(id).id()).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return download("route.zip", archive.toByteArray());
  }

  private static ResponseEntity<byte[]> download(String name, byte[] content) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }

  private interface Work {

    void run() throws IOException;
  }

  /** Back to the page of the revision, whether it was done or refused. */
  private String change(
      String id,
      Principal owner,
      Model page,
      Locale language,
      HttpServletResponse answer,
      Work work)
      throws IOException {
    found(id);
    try {
      work.run();
      return "redirect:/change/revisions/" + id;
    } catch (ChangeRefused refused) {
      answer.setStatus(Statuses.of(refused).value());
      page.addAttribute("why", refused.why().in(language));
      show(found(id), owner, page);
      return "change-revision";
    }
  }

  private Revision found(String id) {
    try {
      return revisions.find(id);
    } catch (ChangeRefused unknown) {
      throw new ResponseStatusException(Statuses.of(unknown));
    }
  }

  private static SortedMap<String, byte[]> sent(List<MultipartFile> files) throws IOException {
    RouteUpload upload = new RouteUpload();
    for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
      if (!file.isEmpty()) {
        upload.add(String.valueOf(file.getOriginalFilename()), file.getSize(), file::getBytes);
      }
    }
    if (upload.files().isEmpty()) {
      throw new ChangeRefused(ChangeRefused.Cause.INVALID, "change.upload.none");
    }
    return upload.files();
  }

  private static Movers movers(
      Choice choice,
      List<String> challenges,
      List<String> places,
      List<String> journeys,
      Map<String, String> typed) {
    List<String> chosen =
        switch (choice) {
          case CHALLENGE -> challenges;
          case PLACE -> places;
          case ONE_BY_ONE -> journeys;
          case ALL, NONE -> List.of();
        };
    return new Movers(choice, chosen, takeOver(typed));
  }

  /** What takes over for a place stands under the name {@code instead.} and the place. */
  private static Map<String, String> takeOver(Map<String, String> typed) {
    Map<String, String> takeOver = new HashMap<>();
    typed.forEach(
        (name, instead) -> {
          if (name.startsWith("instead.") && !instead.isBlank()) {
            takeOver.put(name.substring("instead.".length()), instead);
          }
        });
    return takeOver;
  }

  private void showOverview(Model page) {
    List<Revision> all = revisions.all();
    Revision inForce = revisions.inForce().orElse(null);
    page.addAttribute("inForce", inForce);
    page.addAttribute("open", of(all, State.DRAFT, State.ASKED));
    page.addAttribute("published", of(all, State.PUBLISHED));
    page.addAttribute("names", names(all));
    page.addAttribute("drift", revisions.drifts());
    page.addAttribute("notice", route.notice().orElse(null));
    page.addAttribute(
        "diagrams",
        inForce == null
            ? List.of()
            : revisions.files(inForce.id()).keySet().stream()
                .filter(name -> name.endsWith(".bpmn"))
                .map(name -> name.substring(name.indexOf('/') + 1, name.lastIndexOf('.')))
                .toList());
  }

  private static List<Revision> of(List<Revision> all, State... states) {
    Set<State> wanted = Set.of(states);
    return all.stream().filter(revision -> wanted.contains(revision.state())).toList();
  }

  private void show(Revision revision, Principal owner, Model page) {
    String id = revision.id();
    page.addAttribute("revision", revision);
    page.addAttribute("names", names(List.of(revision)));
    Kept kept =
        revisions
            .kept(id)
            .orElseGet(
                () ->
                    new Kept(
                        revisions.findings(id).stream().map(KeptFinding::of).toList(),
                        differences(id),
                        revisions.movers(id)));
    page.addAttribute("findings", bySeverity(kept.findings()));
    page.addAttribute(
        "blocks", kept.findings().stream().anyMatch(f -> f.severity().equals("blocks")));
    page.addAttribute("files", byFile(kept.differences()));
    page.addAttribute("movers", kept.movers());
    String inForce = revisions.inForce().map(Revision::id).orElse(null);
    page.addAttribute("inForce", inForce);
    page.addAttribute(
        "overtaken",
        revision.state() != State.PUBLISHED && !String.valueOf(revision.basedOn()).equals(inForce));
    page.addAttribute(
        "maySecond",
        !revisions.fourEyes()
            || !owner.getName().equals(revision.askedBy())
                && !owner.getName().equals(revision.draftedBy()));
    page.addAttribute("trial", moves.progress(id, true));
    page.addAttribute("move", moves.progress(id, false));
    Optional<Asked> forecast = forecasts.of(id);
    page.addAttribute("forecast", forecast.orElse(null));
    page.addAttribute(
        "forecastShown", forecast.flatMap(Asked::forecast).map(ForecastShown::new).orElse(null));
    page.addAttribute("trialGroups", crowd.groups(id, true));
    page.addAttribute("moveGroups", crowd.groups(id, false));
    if (revision.state() == State.DRAFT || id.equals(inForce)) {
      Map<Place, Integer> places = moves.places();
      page.addAttribute("places", places);
      page.addAttribute("challenges", crowd.challenges());
      page.addAttribute(
          "gone",
          places.keySet().stream().filter(place -> isGone(kept.differences(), place)).toList());
      page.addAttribute("tasks", crowd.tasks(revisions.files(id)));
    }
  }

  /** A draft that cannot be read differs in a way that cannot be told. */
  private List<Difference> differences(String id) {
    try {
      return revisions.differences(id);
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
  }

  private static boolean isGone(List<Difference> differences, Place place) {
    return differences.stream()
        .anyMatch(d -> d.kind() == Difference.Kind.REMOVED && d.element().equals(place.element()));
  }

  private static Map<String, List<KeptFinding>> bySeverity(List<KeptFinding> findings) {
    return Stream.of("blocks", "warns", "tells")
        .collect(
            Collectors.toMap(
                severity -> severity,
                severity -> findings.stream().filter(f -> f.severity().equals(severity)).toList(),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private static List<FileOfDifferences> byFile(List<Difference> differences) {
    return differences.stream()
        .collect(Collectors.groupingBy(Difference::file, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            entry ->
                new FileOfDifferences(
                    entry.getKey(),
                    entry.getValue().stream().filter(d -> !d.isLayoutOnly()).toList(),
                    entry.getValue().stream().filter(Difference::isLayoutOnly).toList(),
                    entry.getKey().endsWith(".bpmn")
                        && entry.getValue().stream().noneMatch(d -> d.what().equals("file"))))
        .toList();
  }

  private Map<String, String> names(List<Revision> revisions) {
    return revisions.stream()
        .flatMap(r -> Stream.of(r.draftedBy(), r.askedBy(), r.publishedBy()))
        .filter(person -> person != null)
        .distinct()
        .collect(Collectors.toMap(person -> person, people::name));
  }
}
