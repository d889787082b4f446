package fr.fabrique.people.web;

import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.People.Person;
import fr.fabrique.people.Units;
import fr.fabrique.people.directory.Organisation;
import fr.fabrique.people.directory.Organisation.Unit;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An administrator finds somebody and moves them to another unit. */
@Controller
@RequestMapping("/people")
class PeoplePages {

  private static final int MOST_SHOWN = 50;

  private final Organisation organisation;
  private final People people;

  PeoplePages(Organisation organisation, People people) {
    this.organisation = organisation;
    this.people = people;
  }

  /**
   * Somebody found.
   *
   * @param unit its name, or null
   */
  record Found(String id, String name, String unit) {}

  @GetMapping
  String search(Principal administrator) {
    admit(administrator);
    return "people";
  }

  /** Sent, not asked for: what is typed is a name, and has no place in an address. */
  @PostMapping
  String find(@RequestParam(defaultValue = "") String who, Principal administrator, Model page) {
    admit(administrator);
    List<Person> found = organisation.find(who);
    Units units = people.units();
    Map<String, String> names =
        organisation.units().stream().collect(Collectors.toMap(Unit::id, Unit::name));
    page.addAttribute("who", who);
    page.addAttribute(
        "found",
        found.stream()
            .limit(MOST_SHOWN)
            .map(p -> new Found(p.id(), p.name(), names.get(units.members().get(p.id()))))
            .toList());
    page.addAttribute("more", found.size() > MOST_SHOWN);
    return "people";
  }

  @GetMapping("/{account}")
  String person(@PathVariable String account, Principal administrator, Model page) {
    admit(administrator);
    show(account, page);
    return "person";
  }

  @PostMapping("/{account}/unit")
  String move(
      @PathVariable String account,
      @RequestParam(defaultValue = "") String unit,
      Principal administrator,
      Model page,
      HttpServletResponse answer,
      RedirectAttributes next) {
    admit(administrator);
    if (people.exists(account) && organisation.unit(unit).isPresent()) {
      people.move(account, unit);
      next.addFlashAttribute("done", "portal.people.done");
      return "redirect:/people/{account}";
    }
    show(account, page);
    answer.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    page.addAttribute("refused", "portal.people.refused");
    return "person";
  }

  private void show(String account, Model page) {
    if (!people.exists(account)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    String unit = people.unit(account).orElse(null);
    page.addAttribute("person", new Person(account, people.name(account), unit));
    page.addAttribute("path", organisation.path(unit));
    page.addAttribute("groups", organisation.groups(account));
    page.addAttribute("tree", organisation.tree());
  }

  private void admit(Principal administrator) {
    if (!people.isMember(administrator.getName(), Group.ADMINISTRATORS)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }
}
