package fr.fabrique.portal;

import fr.fabrique.engine.RouteDeployment;
import fr.fabrique.idea.Ideas;
import fr.fabrique.people.Group;
import fr.fabrique.people.People;
import fr.fabrique.people.WorkWaiting;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everybody starts: who one is, what waits, and where to go. */
@Controller
class HomePage {

  private final People people;
  private final WorkWaiting work;
  private final Ideas ideas;
  private final RouteDeployment route;

  HomePage(People people, WorkWaiting work, Ideas ideas, RouteDeployment route) {
    this.people = people;
    this.work = work;
    this.ideas = ideas;
    this.route = route;
  }

  @GetMapping("/")
  String home(Authentication person, Model page) {
    Set<Group> groups = groups(person);
    page.addAttribute("nameAndUnit", people.nameAndUnit(person.getName()));
    page.addAttribute("roles", roles(groups));
    page.addAttribute("work", work.count(person.getName()));
    page.addAttribute("ideaCount", ideas.of(person.getName()).size());
    page.addAttribute("administrator", groups.contains(Group.ADMINISTRATORS));
    if (groups.contains(Group.PROCESS_OWNERS) || groups.contains(Group.ADMINISTRATORS)) {
      page.addAttribute("minder", true);
      route.notice().ifPresent(notice -> page.addAttribute("notice", notice));
    }
    return "home";
  }

  /** The engine's own start pages lead nowhere of use: ours does. */
  @GetMapping({"/camunda", "/camunda/", "/camunda/app", "/camunda/app/"})
  String engineStart() {
    return "redirect:/";
  }

  private static Set<Group> groups(Authentication person) {
    Set<String> ids =
        person.getAuthorities().stream()
            .map(GrantedAuthority::getAuthority)
            .collect(Collectors.toSet());
    return Arrays.stream(Group.values())
        .filter(group -> ids.contains(group.id()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Group.class)));
  }

  /** What tells a person from others: everybody is an agent, and each receiver has a subject. */
  private static Set<Group> roles(Set<Group> groups) {
    Set<Group> roles = EnumSet.noneOf(Group.class);
    roles.addAll(groups);
    roles.remove(Group.RECEIVERS);
    if (roles.size() > 1) {
      roles.remove(Group.AGENTS);
    }
    return roles;
  }
}
