package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * How a list of tasks may be narrowed and sorted: by what the tasks themselves show. Variables are
 * left out, because searching or sorting by them would tell what they hold, and how many jurors
 * have finished.
 */
final class TaskSearch {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "nameLike",
          "assignee",
          "active",
          "sorting",
          "firstResult",
          "maxResults",
          "processVariables",
          "taskVariables",
          "caseInstanceVariables",
          "orQueries");

  private static final Set<String> VARIABLES =
      Set.of("processVariables", "taskVariables", "caseInstanceVariables");

  private static final Set<String> SORTED_BY =
      Set.of(
          "created",
          "dueDate",
          "followUpDate",
          "priority",
          "name",
          "nameCaseInsensitive",
          "assignee",
          "id");

  private TaskSearch() {}

  static void check(JsonNode search, Call call) {
    checkFields(search);
    for (JsonNode alternative : search.path("orQueries")) {
      checkFields(alternative);
      if (alternative.has("orQueries") || alternative.has("sorting")) {
        throw Refusal.badRequest("Alternatives hold plain conditions only.");
      }
    }
    for (JsonNode sorting : search.path("sorting")) {
      Bodies.onlyFields(sorting, Set.of("sortBy", "sortOrder", "parameters"));
      if (!SORTED_BY.contains(sorting.path("sortBy").asText())
          || sorting.hasNonNull("parameters")) {
        throw Refusal.forbidden("Tasks are not sorted by this.");
      }
    }
  }

  private static void checkFields(JsonNode search) {
    Bodies.onlyFields(search, FIELDS);
    for (String variables : VARIABLES) {
      JsonNode conditions = search.path(variables);
      if (!conditions.isMissingNode() && !(conditions.isArray() && conditions.isEmpty())) {
        throw Refusal.forbidden("Tasks are not searched by variables.");
      }
    }
    for (String text : Set.of("name", "nameLike", "assignee")) {
      if (search.has(text) && !search.get(text).isTextual()) {
        throw Refusal.badRequest("'%s' must be a text.".formatted(text));
      }
    }
    for (String list : Set.of("orQueries", "sorting")) {
      if (search.has(list) && !search.get(list).isArray()) {
        throw Refusal.badRequest("'%s' must be a list.".formatted(list));
      }
    }
  }
}
