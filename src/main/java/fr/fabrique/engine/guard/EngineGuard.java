package fr.fabrique.engine.guard;

import fr.fabrique.engine.MembershipChanged;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.ApplicationEventPublisher;

/** Judges every call of the engine's web applications before the engine sees it. */
class EngineGuard extends HttpFilter {

  private static final CallPattern MEMBERSHIP =
      CallPattern.of("* /engine/engine/{id}/group/{id}/members/{id}");

  private static final int PLACE_OF_MEMBER = 6;

  private static final CallPattern REMOVAL = CallPattern.of("DELETE /engine/engine/{id}/user/{id}");

  private static final int PLACE_OF_REMOVED = 4;

  private final transient TaskOwnership ownership;
  private final transient ApplicationEventPublisher events;

  EngineGuard(TaskOwnership ownership, ApplicationEventPublisher events) {
    this.ownership = ownership;
    this.events = events;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      byte[] body = RequestBody.read(request);
      Call call = Call.of(request, RequestBody.json(request, body));
      judge(call);
      PlainErrors answer = new PlainErrors(new NotKept(response), call);
      chain.doFilter(new ReplayedRequest(request, body), answer);
      if (!request.isAsyncStarted()) {
        explain(call, answer.getStatus());
        answer.finish();
        tellChange(call, answer.getStatus());
      }
    } catch (Refusal refusal) {
      refusal.writeTo(response);
    }
  }

  private void tellChange(Call call, int status) {
    if (status >= HttpServletResponse.SC_BAD_REQUEST) {
      return;
    }
    if (MEMBERSHIP.matches(call)) {
      events.publishEvent(new MembershipChanged(call.segments().get(PLACE_OF_MEMBER)));
    } else if (REMOVAL.matches(call)) {
      events.publishEvent(new MembershipChanged(call.segments().get(PLACE_OF_REMOVED)));
    }
  }

  /** Who comes a moment too late is told so, and not that a right is missing. */
  private void explain(Call call, int status) {
    if (status >= HttpServletResponse.SC_BAD_REQUEST && !call.administrator()) {
      ownership.check(call);
      ownership.checkTaking(call);
    }
  }

  private void judge(Call call) {
    JsonScan.check(call);
    ClosedCalls.check(call);
    SubmittedAnswers.check(call);
    if (!call.administrator()) {
      AllowedCalls.check(call);
      ownership.check(call);
    }
    ownership.checkTaking(call);
  }
}
