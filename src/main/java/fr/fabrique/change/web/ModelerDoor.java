package fr.fabrique.change.web;

import fr.fabrique.change.revision.ChangeRefused;
import fr.fabrique.change.revision.Revision;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.change.revision.RouteUpload;
import fr.fabrique.engine.check.Finding;
import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * The calls by which Camunda Modeler deploys, at the address that it proposes itself. Of an answer
 * that refuses it shows the {@code message}, line by line; of one that accepts, that it did.
 */
@RestController
@RequestMapping(path = "/engine-rest", produces = "application/json")
class ModelerDoor {

  private final Revisions revisions;

  ModelerDoor(Revisions revisions) {
    this.revisions = revisions;
  }

  /**
   * What became of a deployment.
   *
   * @param id the engine's deployment; the draft's id as long as another owner is to approve it
   * @param state {@code published}, {@code asked} or {@code unchanged}
   * @param findings all that does not block
   */
  record Deployed(
      String id,
      String name,
      String source,
      String state,
      String message,
      List<Map<String, Object>> findings) {}

  /** Whether one may deploy here is what Modeler asks by this call; it does not read the answer. */
  @GetMapping("/deployment")
  List<Object> deployments() {
    return List.of();
  }

  @GetMapping("/version")
  Map<String, String> version() {
    return Map.of("version", ProcessEngine.class.getPackage().getImplementationVersion());
  }

  @PostMapping(path = "/deployment/create", consumes = "multipart/form-data")
  ResponseEntity<Object> deploy(MultipartHttpServletRequest sent, Principal owner)
      throws IOException {
    RouteUpload upload = new RouteUpload();
    for (List<MultipartFile> files : sent.getMultiFileMap().values()) {
      for (MultipartFile file : files) {
        upload.add(String.valueOf(file.getOriginalFilename()), file.getSize(), file::getBytes);
      }
    }
    if (upload.files().isEmpty()) {
      throw new ChangeRefused(ChangeRefused.Cause.INVALID, "change.upload.none");
    }
    String name = String.valueOf(sent.getParameter("deployment-name"));
    Revisions.Deployed deployed =
        revisions.deploy(owner.getName(), upload.files(), "Camunda Modeler: " + name);
    List<Finding> findings = deployed.findings();
    if (findings.stream().anyMatch(Finding::blocks)) {
      return ResponseEntity.badRequest()
          .body(
              problem(
                  HttpStatus.BAD_REQUEST,
                  findings.stream()
                      .map(finding -> finding.sentence().toString())
                      .collect(Collectors.joining("\n")),
                  findings));
    }
    if (deployed.revision().isEmpty()) {
      String id = revisions.inForce().map(Revision::deployment).orElse("");
      return answer(id, name, "unchanged", "Nothing differs from what is in force.", findings);
    }
    Revision revision = deployed.revision().get();
    return revision.state() == State.PUBLISHED
        ? answer(
            revision.deployment(),
            name,
            "published",
            "Revision %d is in force.".formatted(revision.number()),
            findings)
        : answer(revision.id(), name, "asked", "It waits for another owner, at /change.", findings);
  }

  private static ResponseEntity<Object> answer(
      String id, String name, String state, String message, List<Finding> findings) {
    return ResponseEntity.ok(
        new Deployed(id, name, "Camunda Modeler", state, message, told(findings)));
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(ChangeRefused refused) {
    HttpStatus status = Statuses.of(refused);
    return ResponseEntity.status(status).body(problem(status, refused.getMessage(), List.of()));
  }

  /** A problem as RFC 9457 describes it, with the words where Modeler looks for them. */
  private static Map<String, Object> problem(
      HttpStatus status, String message, List<Finding> findings) {
    Map<String, Object> problem = new TreeMap<>();
    problem.put("type", "about:blank");
    problem.put("title", status.getReasonPhrase());
    problem.put("status", status.value());
    problem.put("detail", message);
    problem.put("message", message);
    problem.put("findings", told(findings));
    return problem;
  }

  private static List<Map<String, Object>> told(List<Finding> findings) {
    List<Map<String, Object>> told = new ArrayList<>();
    for (Finding finding : findings) {
      told.add(
          Map.of(
              "file", finding.file(),
              "line", finding.line(),
              "element", finding.element(),
              "label", finding.label(),
              "severity", finding.severity().toString(),
              "rule", finding.rule().toString(),
              "message", finding.message(),
              "remedy", finding.remedy()));
    }
    return told;
  }
}
