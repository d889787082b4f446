package fr.fabrique.jury.web;

import fr.fabrique.challenge.Challenges.Challenge;
import fr.fabrique.engine.Decisions;
import fr.fabrique.engine.TableRefused;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.jury.domain.Tally;
import fr.fabrique.jury.process.JuryRoom;
import fr.fabrique.jury.replay.Replay;
import fr.fabrique.jury.replay.Replays;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What another verdict table would have changed in a jury's past verdicts. */
@Controller
@RequestMapping("/jury/{challenge}/replay")
class ReplayPages {

  private static final String FILE = "jury-verdict.dmn";

  private final Door door;
  private final JuryRoom room;
  private final Ideas ideas;
  private final Replays replays;
  private final Decisions decisions;

  ReplayPages(Door door, JuryRoom room, Ideas ideas, Replays replays, Decisions decisions) {
    this.door = door;
    this.room = room;
    this.ideas = ideas;
    this.replays = replays;
    this.decisions = decisions;
  }

  @GetMapping
  String ask(@PathVariable String challenge, Principal chair, Model page) {
    show(door.admitChair(chair.getName(), challenge), chair, page);
    return "jury-replay";
  }

  @PostMapping
  String replay(
      @PathVariable String challenge,
      @RequestParam(name = "file", required = false) MultipartFile table,
      Principal chair,
      Model page,
      Locale language,
      HttpServletResponse answer)
      throws IOException {
    Challenge found = door.admitChair(chair.getName(), challenge);
    try {
      Replay replay =
          replays.of(challenge, chair.getName(), table == null ? new byte[0] : table.getBytes());
      page.addAttribute("replay", replay);
    } catch (TableRefused refused) {
      answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      page.addAttribute("why", refused.why().in(language));
    }
    show(found, chair, page);
    return "jury-replay";
  }

  /** The table in force, to be edited in Camunda Modeler. */
  @GetMapping("/" + FILE)
  ResponseEntity<byte[]> inForce(@PathVariable String challenge, Principal chair) {
    door.admitChair(chair.getName(), challenge);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_XML)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(FILE).build().toString())
        .body(decisions.table(Tally.TABLE));
  }

  private void show(Challenge challenge, Principal chair, Model page) {
    Map<String, String> titles =
        ideas.in(challenge.id()).stream().collect(Collectors.toMap(Idea::id, Idea::title));
    page.addAttribute("challenge", challenge);
    page.addAttribute("titles", titles);
    page.addAttribute(
        "closed",
        room.closedTo(chair.getName(), challenge.id()).stream().map(titles::get).sorted().toList());
  }
}
