package fr.fabrique.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody had written when the form could not be taken, because the session had ended or the
 * page was out of date. It goes along through the sign-in, inside the page and never on the server,
 * and then stands in the form again; nothing is handed in by it.
 *
 * @param fields what was typed, by the names of the form's fields
 */
public record KeptForm(Map<String, String> fields) implements Serializable {

  /** The page with the form in which people write at length. */
  public static final String PAGE = "/ideas/new";

  /** Where a signed-in person's session has it. */
  public static final String NAME = "fr.fabrique.people.KeptForm";

  private static final String CARRIED = "kept.";

  /** What the form itself has sent. */
  public static KeptForm typed(HttpServletRequest request) {
    return fields(request, "");
  }

  /** What the sign-in page has carried along; without fields when there was nothing. */
  public static KeptForm carried(HttpServletRequest request) {
    return fields(request, CARRIED);
  }

  private static KeptForm fields(HttpServletRequest request, String prefix) {
    Map<String, String> fields = new TreeMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (name.startsWith(prefix) && name.substring(prefix.length()).matches("[a-z]+")) {
                fields.put(name.substring(prefix.length()), values[0]);
              }
            });
    return new KeptForm(fields);
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Puts it back into the form of the person who is signed in. */
  public void into(HttpSession session) {
    session.setAttribute(NAME, this);
  }
}
