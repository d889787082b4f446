package fr.fabrique.change.move;

import com.fasterxml.jackson.annotation.JsonIgnore;
import fr.fabrique.engine.Sentence;
import java.util.List;

/** A sentence of the message files as it is kept, to be said in the language of its reader. */
public record Said(String key, List<String> values) {

  static Said of(String key, String... values) {
    return new Said(key, List.of(values));
  }

  @JsonIgnore
  public Sentence sentence() {
    return new Sentence(key, values);
  }
}
