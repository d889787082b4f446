package fr.fabrique.engine.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Judges every call of the engine's web applications before the engine sees it. */
class EngineGuard extends HttpFilter {

  private final transient TaskOwnership ownership;

  EngineGuard(TaskOwnership ownership) {
    this.ownership = ownership;
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
        answer.finish();
      }
    } catch (Refusal refusal) {
      refusal.writeTo(response);
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
  }
}
