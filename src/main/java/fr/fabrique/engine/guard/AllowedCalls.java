package fr.fabrique.engine.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The calls that people who are not administrators may make: those that Tasklist and Welcome make
 * for them. What the engine then answers is still bound by its own permissions.
 */
final class AllowedCalls {

  private static final String ENGINE = "/engine/engine/default";

  private static final List<Allowed> TABLE = new ArrayList<>();

  static {
    // Opening any web application
    allow("GET /engine/engine", asking());
    allow("GET /admin/auth/user/default", asking());
    allow("POST /admin/auth/user/default/logout", asking());
    allow("GET /tasklist/plugin/{id}/static/**", asking("bust"));
    allow("GET /welcome/plugin/{id}/static/**", asking("bust"));

    // One's own account
    allow("GET " + ENGINE + "/user/{self}/profile", asking());
    allow("PUT " + ENGINE + "/user/{self}/profile", asking(), Bodies::profile);
    allow("PUT " + ENGINE + "/user/{self}/credentials", asking(), Bodies::credentials);
    allow("GET " + ENGINE + "/identity/password-policy", asking());
    allow("POST " + ENGINE + "/identity/password-policy", asking(), Bodies::passwordCheck);
    allow("GET " + ENGINE + "/group/count", asking("member"), Bodies::ownGroups);
    allow("POST " + ENGINE + "/group", asking("firstResult", "maxResults"), Bodies::ownGroups);

    // Lists of tasks
    allow("OPTIONS " + ENGINE + "/filter", asking());
    allow(
        "GET " + ENGINE + "/filter",
        asking("firstResult", "maxResults", "itemCount", "resourceType"));
    allow("GET " + ENGINE + "/filter/count", asking("itemCount", "resourceType"));
    allow(
        "POST " + ENGINE + "/filter/{id}/list",
        asking("firstResult", "maxResults"),
        TaskSearch::check);
    allow(
        "GET " + ENGINE + "/task",
        asking("assignee", "processInstanceId", "firstResult", "maxResults"));
    allow("POST " + ENGINE + "/task", asking("firstResult", "maxResults"), TaskSearch::check);

    // One task
    allow("GET " + ENGINE + "/task/{id}", asking());
    allow("GET " + ENGINE + "/task/{id}/form", asking());
    allow("GET " + ENGINE + "/task/{id}/deployed-form", asking("noCache"));
    allow(
        "GET " + ENGINE + "/task/{id}/form-variables",
        asking("deserializeValues", "variableNames"));
    allow("POST " + ENGINE + "/task/{id}/claim", asking(), Bodies::claim);
    allow("POST " + ENGINE + "/task/{id}/submit-form", asking(), SubmittedAnswers::check);
    allow("GET " + ENGINE + "/process-definition/{id}/xml", asking());
  }

  private AllowedCalls() {}

  /** Judges what the call carries, once its method, path and query string are allowed. */
  interface BodyRule {
    void check(JsonNode body, Call call);
  }

  private record Allowed(CallPattern pattern, Set<String> parameters, BodyRule body) {}

  static void check(Call call) {
    Allowed allowed =
        TABLE.stream()
            .filter(entry -> entry.pattern().matches(call))
            .findFirst()
            .orElseThrow(() -> Refusal.forbidden("This is not yours to do."));
    for (String parameter : call.parameters().keySet()) {
      if (!allowed.parameters().contains(parameter)) {
        throw Refusal.forbidden("This may not be asked with '%s'.".formatted(shortened(parameter)));
      }
    }
    allowed.body().check(call.body(), call);
  }

  static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "…";
  }

  private static Set<String> asking(String... parameters) {
    return Set.of(parameters);
  }

  private static void allow(String pattern, Set<String> parameters) {
    allow(pattern, parameters, Bodies::nothing);
  }

  private static void allow(String pattern, Set<String> parameters, BodyRule body) {
    TABLE.add(new Allowed(CallPattern.of(pattern), parameters, body));
  }
}
