package fr.fabrique.portal;

import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.Dossier.Opened;
import fr.fabrique.idea.Ideas;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.people.People;
import fr.fabrique.people.WorkWaiting;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the stations of the route have to say to the author of an idea. */
@Component
class IdeaDossier {

  private final List<Dossier> dossiers;
  private final Ideas ideas;
  private final People people;
  private final WorkWaiting work;

  IdeaDossier(List<Dossier> dossiers, Ideas ideas, People people, WorkWaiting work) {
    this.dossiers = dossiers;
    this.ideas = ideas;
    this.people = people;
    this.work = work;
  }

  void show(Idea idea, String viewer, Model page) {
    page.addAttribute(
        "authors", ideas.authors(idea.id()).stream().map(people::nameAndUnit).toList());
    page.addAttribute("verdict", entry("jury_verdict", idea, viewer));
    page.addAttribute("feedback", entry("jury_feedback", idea, viewer));
    page.addAttribute("advice", entry("last_feedback", idea, viewer));
    page.addAttribute("offer", entry("last_offer", idea, viewer));
    page.addAttribute("tasks", work.about(idea.id(), viewer));
    if (idea.mergedInto() != null) {
      ideas
          .find(idea.mergedInto(), viewer)
          .ifPresent(similar -> page.addAttribute("mergedInto", similar));
    }
  }

  private Object entry(String key, Idea idea, String viewer) {
    Opened opened = new Opened(idea.id(), null, viewer);
    return dossiers.stream()
        .flatMap(dossier -> dossier.entry(key).stream())
        .findFirst()
        .map(view -> view.apply(opened))
        .orElse(null);
  }
}
