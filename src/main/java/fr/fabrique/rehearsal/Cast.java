package fr.fabrique.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.rehearsal.process.Backstage;
import fr.fabrique.rehearsal.process.Backstage.OpenTask;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people of a rehearsal, each with a browser of their own. */
final class Cast {

  private static final int PAGE = 100;

  private final String base;
  private final Backstage backstage;
  private final Map<String, TasklistClient> browsers = new HashMap<>();
  private final Map<String, List<String>> members = new HashMap<>();
  private final Map<String, Set<String>> lists = new HashMap<>();

  Cast(String base, Backstage backstage) {
    this.base = base;
    this.backstage = backstage;
  }

  /** Who does the task: its assignee, else a member of a group that it is offered to. */
  String actor(OpenTask task, Draw draw) {
    if (task.assignee() != null) {
      return task.assignee();
    }
    List<String> candidates =
        task.groups().stream()
            .flatMap(group -> members.computeIfAbsent(group, backstage::members).stream())
            .distinct()
            .toList();
    if (candidates.isEmpty()) {
      throw new IllegalStateException("Nobody may do this task.");
    }
    return draw.oneOf(candidates);
  }

  /** The person's browser, signed in. */
  TasklistClient browser(String account) {
    return browsers.computeIfAbsent(
        account,
        person -> {
          backstage.seeToPassword(person, DemoPeople.PASSWORD);
          return new TasklistClient(base).signIn(person, DemoPeople.PASSWORD);
        });
  }

  /** Calls the API in the person's name. */
  ProgramClient program(String account) {
    backstage.seeToPassword(account, DemoPeople.PASSWORD);
    return new ProgramClient(base, account, DemoPeople.PASSWORD);
  }

  /** A new round: everybody loads their list of tasks again before they look at it. */
  void reloadLists() {
    lists.clear();
  }

  boolean seesInList(String account, OpenTask task) {
    return lists.computeIfAbsent(account, this::list).contains(task.id());
  }

  private Set<String> list(String account) {
    Set<String> ids = new HashSet<>();
    JsonNode page;
    do {
      page = browser(account).tasks(ids.size(), PAGE);
      page.forEach(task -> ids.add(task.path("id").asText()));
    } while (page.size() == PAGE);
    return ids;
  }
}
