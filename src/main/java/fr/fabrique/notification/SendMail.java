package fr.fabrique.notification;

import fr.fabrique.engine.DeferredWork;
import fr.fabrique.engine.Dossier;
import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Texts;
import fr.fabrique.people.People;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Sends one stored message by mail. Where no mail server is configured, messages stay in the table,
 * unsent; people without an address are passed over.
 */
@Component
class SendMail implements DeferredWork {

  static final String KIND = "mail";

  private final JdbcClient jdbc;
  private final People people;
  private final Texts texts;
  private final ObjectProvider<JavaMailSender> mail;
  private final List<Dossier> dossiers;
  private final String sender;

  SendMail(
      JdbcClient jdbc,
      People people,
      Texts texts,
      ObjectProvider<JavaMailSender> mail,
      @Lazy List<Dossier> dossiers,
      @Value("${fabrique.mail-from:fabrique@localhost}") String sender) {
    this.jdbc = jdbc;
    this.people = people;
    this.texts = texts;
    this.mail = mail;
    this.dossiers = dossiers;
    this.sender = sender;
  }

  private record Message(String id, String recipient, String template, String subject) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void perform(String id) {
    Optional<Message> unsent =
        jdbc.sql(
                "select id, recipient, template, subject from outgoing_message"
                    + " where id = ? and sent_at is null")
            .param(id)
            .query(Message.class)
            .optional();
    JavaMailSender server = mail.getIfAvailable();
    if (unsent.isEmpty() || server == null) {
      return;
    }
    people
        .mailAddress(unsent.get().recipient())
        .ifPresent(
            address -> {
              send(server, unsent.get(), address);
              jdbc.sql("update outgoing_message set sent_at = ? where id = ?")
                  .params(EngineClock.now(), id)
                  .update();
            });
  }

  private void send(JavaMailSender server, Message message, String address) {
    String title =
        dossiers.stream()
            .flatMap(d -> d.title(message.subject()).stream())
            .findFirst()
            .orElse(message.subject());
    try {
      MimeMessage mime = new StableId(server.createMimeMessage(), message.id());
      MimeMessageHelper helper = new MimeMessageHelper(mime, "UTF-8");
      helper.setFrom(sender);
      helper.setTo(address);
      helper.setSubject(text(message.template() + ".subject", title));
      helper.setText(text(message.template() + ".text", people.name(message.recipient()), title));
      server.send(mime);
    } catch (MessagingException refused) {
      throw new IllegalStateException("The mail could not be written.", refused);
    }
  }

  private String text(String key, Object... values) {
    return texts.of("mail." + key, values);
  }

  /** Keeps the same Message-ID when a mail is sent again. */
  private static final class StableId extends MimeMessage {

    private final String id;

    StableId(MimeMessage empty, String id) throws MessagingException {
      super(empty.getSession());
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + "@fabrique>");
    }
  }
}
