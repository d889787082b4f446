package fr.fabrique.idea.process;

import fr.fabrique.challenge.VerdictGiven;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.RouteEnd;
import fr.fabrique.idea.IdeaSettled;
import fr.fabrique.idea.Ideas.Idea;
import fr.fabrique.idea.store.IdeaTable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the challenge that it need not wait for an idea any longer. */
@Component
class Settlement implements RouteEnd {

  private final IdeaTable ideas;
  private final ApplicationEventPublisher events;

  Settlement(IdeaTable ideas, ApplicationEventPublisher events) {
    this.ideas = ideas;
    this.events = events;
  }

  @EventListener
  void settle(IdeaSettled settled) {
    settle(ideas.find(settled.idea()).orElseThrow());
  }

  /** An idea can leave its route without a verdict: declined at the screening, for example. */
  @Override
  public void ended(String process, String subject) {
    if (process.equals(IdeaRouteProcess.KEY)) {
      ideas.find(subject).ifPresent(this::settle);
    }
  }

  void settle(Idea idea) {
    if (ideas.settle(idea.id(), EngineClock.now())) {
      events.publishEvent(new VerdictGiven(idea.challenge()));
    }
  }
}
