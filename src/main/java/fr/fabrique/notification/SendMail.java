package fr.fabrique.notification;

import fr.fabrique.engine.DeferredWork;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.notification.MessageTable.Dropped;
import fr.fabrique.people.People;
import jakarta.mail.internet.InternetAddress;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sends one stored message by mail. Where no mail server is configured, messages stay in the table,
 * unsent; people without an address are passed over.
 */
@Component
class SendMail implements DeferredWork {

  static final String KIND = "mail";

  private static final Letter BARE = new Letter(List.of(), List.of(), null, null);

  private final MessageTable messages;
  private final People people;
  private final MailWriter writer;
  private final PostOffice post;
  private final DigestTimes times;
  private final DeferredWork.Scheduler later;
  private final List<Dossier> dossiers;
  private final ObjectProvider<MailContent> contents;

  SendMail(
      MessageTable messages,
      People people,
      MailWriter writer,
      PostOffice post,
      DigestTimes times,
      DeferredWork.Scheduler later,
      @Lazy List<Dossier> dossiers,
      ObjectProvider<MailContent> contents) {
    this.messages = messages;
    this.people = people;
    this.writer = writer;
    this.post = post;
    this.times = times;
    this.later = later;
    this.dossiers = dossiers;
    this.contents = contents;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void perform(String id) {
    messages.waiting(id).ifPresent(this::take);
  }

  private void take(Message message) {
    List<String> together = messages.lock(message);
    if (!together.contains(message.id())) {
      return;
    }
    if (!post.isOpen()) {
      stay(message);
    } else if (message.digest() && hadOneToday(message)) {
      postpone(message);
    } else {
      send(message, together);
    }
  }

  /** What a digest would have said is asked again by the next one. */
  private void stay(Message message) {
    if (message.digest()) {
      messages.drop(message.id(), Dropped.NO_SERVER);
    }
  }

  private boolean hadOneToday(Message message) {
    return messages.digestLeftOn(
        EngineClock.now().toLocalDate(), message.recipient(), message.template());
  }

  private void postpone(Message message) {
    OffsetDateTime tomorrow = times.tomorrow();
    messages.postpone(message.id(), tomorrow);
    later.schedule(KIND, message.id(), tomorrow);
  }

  private void send(Message message, List<String> together) {
    Optional<InternetAddress> address =
        people.mailAddress(message.recipient()).flatMap(PostOffice::address);
    if (address.isEmpty()) {
      messages.drop(message.id(), Dropped.NO_ADDRESS);
      return;
    }
    Optional<Letter> letter = letter(message);
    if (letter.isEmpty()) {
      messages.drop(message.id(), Dropped.NOTHING_LEFT);
      return;
    }
    together.stream()
        .filter(other -> !other.equals(message.id()))
        .forEach(other -> messages.drop(other, Dropped.JOINED));
    // First the row, then the mail: what fails in the row must not have left.
    messages.sent(message);
    post.send(
        message.id(),
        address.get(),
        writer.write(message, people.name(message.recipient()), title(message), letter.get()));
  }

  private Optional<Letter> letter(Message message) {
    return contents.stream()
        .filter(content -> content.templates().contains(message.template()))
        .findFirst()
        .map(c -> c.content(message.recipient(), message.template(), message.subject()))
        .orElse(Optional.of(BARE));
  }

  private String title(Message message) {
    return message.digest()
        ? ""
        : dossiers.stream()
            .flatMap(dossier -> dossier.title(message.subject()).stream())
            .findFirst()
            .orElse(message.subject());
  }
}
