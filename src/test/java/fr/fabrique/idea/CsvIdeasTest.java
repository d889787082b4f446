package fr.fabrique.idea;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of a file stands for itself: what is wrong with one takes none of the others along. */
class CsvIdeasTest {

  private static final String HEADER = "external_id,title,body\n";

  @Test
  void a_stray_quote_costs_its_own_line_only() {
    assertThat(lines(HEADER + "w1,One,a\nw2,\"broken\" quote,b\nw3,Three,c\n\nw4,\"x\ny\",d\n"))
        .containsExactly("2 w1", "3 not CSV", "4 w3", "6 w4");
  }

  @Test
  void a_cell_that_never_closes_costs_the_line_it_began_on() {
    assertThat(lines(HEADER + "w1,One,a\nw2,\"never closed,b\nw3,Three,c\nw4,Four,d"))
        .containsExactly("2 w1", "3 not CSV", "4 w3", "5 w4");
  }

  @Test
  void a_quote_left_open_until_another_line_s_quote_costs_its_own_line_only() {
    assertThat(lines(HEADER + "w1,\"open,a\nw2,\"Two\",b\nw3,\"Three\",c\n"))
        .containsExactly("2 not CSV", "3 w2", "4 w3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lines_end_as_any_machine_ends_them(String end) {
    assertThat(lines((HEADER + "w1,\"a\n\nb\",c\nw2,\"a\"b,c\nw3,c,d\n").replace("\n", end)))
        .containsExactly("2 w1", "5 not CSV", "6 w3");
  }

  @Test
  @Timeout(60)
  void a_large_file_of_quotes_is_read_in_the_end() {
    for (String line : List.of("\"a\n", "\"\"\"\n", "a,\"b\n", "a\"b,\"c\"d\n", "\"x\n,\"\"\n")) {
      assertThat(read(HEADER + line.repeat(30_000_000 / line.length())))
          .as(line)
          .hasSizeGreaterThan(1);
    }
  }

  private static List<String> lines(String file) {
    return StreamSupport.stream(read(file).spliterator(), false)
        .map(
            line ->
                line.number()
                    + (line.mistake() == null
                        ? " " + line.cell("external_id").orElse("nothing")
                        : " not CSV"))
        .toList();
  }

  private static CsvIdeas read(String file) {
    return CsvIdeas.read(file.getBytes(UTF_8));
  }
}
