package fr.fabrique.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.fabrique.rehearsal.Arrivals.Arrival;
import fr.fabrique.rehearsal.Outcome.Refusal;
import fr.fabrique.tool.UnusableInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final Instant START = Instant.parse("2030-01-07T08:00:00Z");

  @Test
  void ideas_come_in_as_far_apart_as_the_file_says_at_the_next_quarter_of_a_day() {
    Arrivals arrivals =
        arrivals(
            "3;Third;2020-05-02T10:00:00+02:00",
            "1;\"First; of\nall\";2020-05-01T10:00:00+02:00",
            "2;Second;2020-05-01T08:00:01+00:00");

    assertThat(arrivals.next()).contains(START);
    assertThat(arrivals.due(START)).extracting(Arrival::line).containsExactly(3L);
    assertThat(arrivals.due(START)).isEmpty();
    assertThat(arrivals.next()).contains(START.plus(Duration.ofHours(6)));
    assertThat(arrivals.due(START.plus(Duration.ofHours(23)))).hasSize(1);
    assertThat(arrivals.due(START.plus(Duration.ofHours(24)))).hasSize(1);
    assertThat(arrivals.next()).isEmpty();
  }

  @Test
  void each_comes_with_all_its_words() {
    Arrival first = arrivals("1;\"First; \"\"of\"\"\nall\";2020-05-01T10:00:00Z").due(START).get(0);

    assertThat(new String(first.csv(), StandardCharsets.UTF_8))
        .isEqualTo(
            "external_id,title,submitted_at\r\n1,\"First; \"\"of\"\"\nall\",2020-05-01T10:00:00Z\r\n");
  }

  @Test
  void a_line_that_does_not_say_when_is_refused_and_the_others_come_in() {
    Arrivals arrivals = arrivals("1;First;", "2;Second;soon", "3;Third;2020-05-01T10:00:00Z");

    assertThat(arrivals.refused()).extracting(Refusal::line).containsExactly(2L, 3L);
    assertThat(arrivals.refused())
        .allSatisfy(refusal -> assertThat(refusal.reason()).startsWith("submitted_at must be"));
    assertThat(arrivals.due(START)).hasSize(1);
  }

  @Test
  void a_file_without_times_is_refused() {
    assertThatThrownBy(() -> arrivals("1;First;"))
        .isInstanceOf(UnusableInput.class)
        .hasMessageContaining("submitted_at");
  }

  private static Arrivals arrivals(String... lines) {
    String csv = "external_id;title;submitted_at\n" + String.join("\n", lines) + "\n";
    return new Arrivals(csv.getBytes(StandardCharsets.UTF_8), START);
  }
}
