package fr.fabrique.engine.form;

import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.Dossier.Opened;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** All modules' dossiers as one. */
@Component
class Dossiers {

  private final List<Dossier> dossiers;

  Dossiers(@Lazy List<Dossier> dossiers) {
    this.dossiers = dossiers;
  }

  /**
   * What the form may show of the dossier to this viewer, by key; lists as label and value maps.
   */
  Map<String, Object> shownBy(FormContract form, Opened opened) {
    return values(form.mentions(), opened);
  }

  /** What of the dossier an answer's check needs. */
  Map<String, Object> neededToCheck(FormContract form, Opened opened) {
    return values(form.neededToCheck(), opened);
  }

  private Map<String, Object> values(Set<String> keys, Opened opened) {
    Map<String, Object> shown = new HashMap<>();
    for (String key : keys) {
      entry(key).map(entry -> entry.apply(opened)).ifPresent(value -> shown.put(key, plain(value)));
    }
    return shown;
  }

  boolean offers(String key) {
    return entry(key).isPresent();
  }

  Optional<String> title(String subject) {
    return dossiers.stream().flatMap(d -> d.title(subject).stream()).findFirst();
  }

  private Optional<Function<Opened, Object>> entry(String key) {
    return dossiers.stream().flatMap(d -> d.entry(key).stream()).findFirst();
  }

  private static Object plain(Object value) {
    return value instanceof List<?> options
        ? options.stream()
            .map(Dossier.Option.class::cast)
            .map(o -> Map.of("label", o.label(), "value", o.value()))
            .toList()
        : value;
  }
}
