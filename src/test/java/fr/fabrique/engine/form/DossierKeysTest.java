package fr.fabrique.engine.form;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.RouteFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A form shows only what the server has to show. */
@FabriqueTest
class DossierKeysTest {

  /** Words that a FEEL condition needs and values that it compares with. */
  private static final Set<String> WORDS = Set.of("null", "or", "and", "not", "true", "false");

  private static final String LAST = "last_";

  @Autowired Dossiers dossiers;

  static List<Path> forms() {
    return RouteFolder.forms();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void every_key_that_a_form_shows_is_offered(Path form) {
    FormContract contract = FormContract.read(RouteFolder.bytes(form));
    Set<String> unknown =
        contract.mentions().stream()
            .filter(key -> !WORDS.contains(key))
            .filter(key -> contract.input(key).isEmpty())
            .filter(key -> !isAnOption(contract, key))
            .filter(key -> !dossiers.offers(key))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unknown).isEmpty();
  }

  @Test
  void a_last_answer_that_is_shown_is_asked_by_some_form() {
    Set<String> asked =
        contracts().stream()
            .flatMap(form -> form.inputs().stream())
            .map(FormContract.Input::key)
            .collect(Collectors.toSet());
    Set<String> shown =
        contracts().stream()
            .flatMap(form -> form.mentions().stream())
            .filter(key -> key.startsWith(LAST))
            .map(key -> key.substring(LAST.length()))
            .collect(Collectors.toSet());
    assertThat(asked).containsAll(shown);
  }

  @Test
  void every_choice_is_listed_in_the_form_or_offered_by_the_server() {
    contracts().stream()
        .flatMap(form -> form.inputs().stream())
        .filter(input -> Set.of("select", "radio", "checklist", "taglist").contains(input.type()))
        .forEach(
            input -> {
              assertThat(input.isChoice()).as(input.key()).isTrue();
              if (input.optionsKey() != null) {
                assertThat(dossiers.offers(input.optionsKey())).as(input.optionsKey()).isTrue();
              }
            });
  }

  @Test
  void what_no_module_knows_is_not_offered() {
    assertThat(dossiers.offers("idea_title")).isTrue();
    assertThat(dossiers.offers("idea_secret")).isFalse();
  }

  private static List<FormContract> contracts() {
    return RouteFolder.forms().stream().map(RouteFolder::bytes).map(FormContract::read).toList();
  }

  private static boolean isAnOption(FormContract form, String word) {
    return form.inputs().stream().anyMatch(input -> input.options().containsKey(word));
  }
}
