package fr.fabrique.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@PathsOf("readiness.dmn")
class ReadinessTest {

  private static final String[] ITEMS = {
    "security", "privacy", "accessibility", "operations", "finance", "product"
  };

  @Autowired Rules rules;

  @Test
  void everything_ready_is_ready() {
    assertThat(readiness(Map.of())).isEqualTo("ready by rule_all_ready");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"security", "privacy", "accessibility", "operations", "finance", "product"})
  void one_missing_item_is_enough_not_to_be_ready(String item) {
    assertThat(readiness(Map.of(item, "missing")))
        .isEqualTo("not_ready by rule_%s_missing".formatted(item));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"security", "privacy", "accessibility", "operations", "finance", "product"})
  void reserve_on_one_item_is_told_to_the_committee(String item) {
    assertThat(readiness(Map.of(item, "reserve")))
        .isEqualTo("reserves by rule_%s_reserve".formatted(item));
  }

  @Test
  void missing_item_outweighs_every_reserve() {
    assertThat(readiness(Map.of("security", "reserve", "product", "missing")))
        .isEqualTo("not_ready by rule_product_missing");
  }

  /** Every item is ready, but for those named. */
  private String readiness(Map<String, String> otherwise) {
    Map<String, Object> facts = new HashMap<>();
    for (String item : ITEMS) {
      facts.put(item + "Item", otherwise.getOrDefault(item, "ready"));
    }
    return rules.decide("readiness", facts);
  }
}
