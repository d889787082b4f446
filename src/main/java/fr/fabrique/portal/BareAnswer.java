package fr.fabrique.portal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/**
 * Answers requests that are so malformed that the server refuses them by itself, such as an address
 * with a null character. The server makes it by its name.
 */
public class BareAnswer extends ErrorReportValve {

  private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();

  @Override
  protected void report(Request request, Response response, Throwable failure) {
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == null || !status.isError() || response.getContentWritten() > 0) {
      return;
    }
    try {
      if (response.setErrorReported()) {
        Problems.write(JSON, Problems.of(status), null, response);
        response.finishResponse();
      }
    } catch (IOException gone) {
      container.getLogger().debug("Nobody waits for the answer any more.", gone);
    }
  }
}
