package fr.fabrique.change.web;

import fr.fabrique.change.heat.RouteMap;
import fr.fabrique.change.heat.Step;
import fr.fabrique.change.revision.Revision;
import fr.fabrique.change.revision.Revision.State;
import fr.fabrique.change.revision.Revisions;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.check.XmlFile;
import java.util.List;
import java.util.SortedMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Shows owners how a diagram runs. */
@Controller
@RequestMapping("/change/map")
class MapPages {

  private static final int LONGEST_PERIOD = 3_660;

  private final Revisions revisions;
  private final RouteMap map;

  MapPages(Revisions revisions, RouteMap map) {
    this.revisions = revisions;
    this.map = map;
  }

  /**
   * @param days how far back
   * @param revision all of them when it is empty
   */
  @GetMapping("/{diagram}")
  String map(
      @PathVariable String diagram,
      @RequestParam(defaultValue = "90") int days,
      @RequestParam(defaultValue = "") String revision,
      Model page) {
    Revision drawn =
        revision.isEmpty() ? revisions.inForce().orElseThrow(MapPages::unknown) : found(revision);
    String file = "processes/" + diagram + ".bpmn";
    SortedMap<String, byte[]> files = revisions.files(drawn.id());
    if (!files.containsKey(file)) {
      throw unknown();
    }
    int period = Math.max(1, Math.min(days, LONGEST_PERIOD));
    XmlFile read = XmlFile.read(file, files.get(file));
    List<Step> steps =
        read.all("process").stream()
            .flatMap(
                process ->
                    map
                        .of(
                            process.getAttribute("id"),
                            EngineClock.now().minusDays(period),
                            revision.isEmpty() ? null : drawn.deployment())
                        .stream())
            .toList();
    page.addAttribute("diagram", diagram);
    page.addAttribute("drawn", drawn);
    page.addAttribute("days", period);
    page.addAttribute("revision", revision);
    page.addAttribute(
        "published", revisions.all().stream().filter(r -> r.state() == State.PUBLISHED).toList());
    page.addAttribute("places", steps.stream().filter(s -> !s.isEnd() && s.waits()).toList());
    page.addAttribute("ends", steps.stream().filter(Step::isEnd).toList());
    page.addAttribute("most", steps.stream().mapToInt(Step::now).max().orElse(0));
    return "change-map";
  }

  private Revision found(String id) {
    return revisions.all().stream()
        .filter(revision -> revision.id().equals(id) && revision.state() == State.PUBLISHED)
        .findFirst()
        .orElseThrow(MapPages::unknown);
  }

  private static ResponseStatusException unknown() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
