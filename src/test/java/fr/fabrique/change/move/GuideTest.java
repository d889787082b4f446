package fr.fabrique.change.move;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.engine.check.RouteFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuideTest {

  private static final String ROUTE = "processes/idea-route.bpmn";

  @Test
  void a_deadline_that_waits_for_something_else_now_is_lost_and_does_not_stay_as_it_was() {
    byte[] before = RouteFiles.shipped().get(ROUTE);
    String now =
        new String(before, StandardCharsets.UTF_8)
            .replaceFirst(
                "(?s)<bpmn:timerEventDefinition id=\"timer_no_answer\">.*?</bpmn:timerEventDefinition>",
                "<bpmn:messageEventDefinition id=\"message_event_no_answer\" />");
    Guide guide = new Guide(ROUTE, before, now.getBytes(StandardCharsets.UTF_8));
    Place here = new Place("idea_route", "task_complete_idea", "Complete the idea");

    assertThat(guide.lost(here))
        .containsExactly(
            new Said("change.lost.event", List.of("No answer in time", "Complete the idea")));
    assertThat(guide.asBefore(here)).isEmpty();
  }
}
