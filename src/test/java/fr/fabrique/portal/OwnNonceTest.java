package fr.fabrique.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.fabrique.FabriqueTest;
import fr.fabrique.demo.DemoPeople;
import fr.fabrique.rehearsal.TasklistClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tasklist opened by many people at once is blank for none of them. */
@FabriqueTest
class OwnNonceTest {

  private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");
  private static final Pattern IN_PAGE = Pattern.compile("nonce=\"([^\"]+)\"");

  @LocalServerPort private int port;

  @Test
  void the_scripts_of_each_page_are_those_that_its_header_allows() throws Exception {
    TasklistClient juror =
        new TasklistClient("http://127.0.0.1:" + port).signIn("juror1", DemoPeople.PASSWORD);
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      List<Future<HttpResponse<String>>> pages =
          IntStream.range(0, 400)
              .mapToObj(i -> people.submit(() -> juror.get("/camunda/app/tasklist/default/")))
              .toList();
      for (Future<HttpResponse<String>> page : pages) {
        String header = page.get().headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(first(IN_PAGE, page.get().body())).isEqualTo(first(IN_HEADER, header));
      }
    } finally {
      people.shutdownNow();
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
