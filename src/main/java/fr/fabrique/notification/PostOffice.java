package fr.fabrique.notification;

import fr.fabrique.engine.EngineClock;
import fr.fabrique.engine.Texts;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Hands mails to the mail server, each as text and HTML in one. */
@Component
class PostOffice {

  private static final String UTF_8 = "UTF-8";

  /** What a mail server says before it speaks of an address. */
  private static final Pattern REPLY_CODE =
      Pattern.compile("\\s*([45]\\d\\d(?:[ -][45]\\.\\d{1,3}\\.\\d{1,3})?)\\b.*", Pattern.DOTALL);

  private final ObjectProvider<JavaMailSender> server;
  private final Texts texts;
  private final InternetAddress sender;

  /**
   * @throws IllegalArgumentException when the sender's address is none
   */
  PostOffice(
      ObjectProvider<JavaMailSender> server,
      Texts texts,
      @Value("${spring.application.name}") String product,
      @Value("${fabrique.mail-from:fabrique@localhost}") String sender)
      throws UnsupportedEncodingException {
    this.server = server;
    this.texts = texts;
    this.sender =
        address(sender)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "fabrique.mail-from must be a mail address, not " + sender));
    if (this.sender.getPersonal() == null) {
      this.sender.setPersonal(product, UTF_8);
    }
  }

  /** Whether a mail server is configured. */
  boolean isOpen() {
    return server.getIfAvailable() != null;
  }

  /** The address as it can be written to; empty when mail can reach nobody there. */
  static Optional<InternetAddress> address(String written) {
    try {
      return Optional.of(new InternetAddress(written.strip(), true))
          .filter(address -> !address.isGroup() && address.getAddress().contains("@"));
    } catch (AddressException unusable) {
      return Optional.empty();
    }
  }

  /**
   * @param id makes the Message-ID, so that a mail sent twice can be told from two mails
   * @throws IllegalStateException when the mail server does not take it; the reason says nothing of
   *     the recipient nor of the text
   */
  void send(String id, InternetAddress recipient, Mail mail) {
    try {
      JavaMailSender open = server.getObject();
      open.send(mime(open.createMimeMessage(), id, recipient, mail));
    } catch (MailException | MessagingException refused) {
      throw new IllegalStateException(
          "The mail server did not take message %s: %s".formatted(id, reason(refused)));
    }
  }

  private MimeMessage mime(MimeMessage mime, String id, InternetAddress recipient, Mail mail)
      throws MessagingException {
    String address = sender.getAddress();
    mime.setHeader("Message-ID", "<" + id + address.substring(address.lastIndexOf('@')) + ">");
    mime.setSentDate(Date.from(EngineClock.now().toInstant()));
    mime.setFrom(sender);
    mime.setRecipient(RecipientType.TO, recipient);
    mime.setSubject(mail.subject(), UTF_8);
    mime.setHeader("Auto-Submitted", "auto-generated");
    mime.setHeader("Content-Language", texts.language().toLanguageTag());
    mime.setContent(
        new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
    return mime;
  }

  private static BodyPart part(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, UTF_8, kind);
    return part;
  }

  /** The kinds of failure from the outside in, with the server's codes. */
  private static String reason(Throwable failure) {
    StringJoiner reason = new StringJoiner(", ");
    for (Throwable kind = failure; kind != null; kind = cause(kind)) {
      String message = String.valueOf(kind.getMessage());
      Matcher code = REPLY_CODE.matcher(message);
      reason.add(kind.getClass().getSimpleName() + (code.matches() ? " " + code.group(1) : ""));
    }
    return reason.toString();
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof MailSendException several && several.getMessageExceptions().length > 0
        ? several.getMessageExceptions()[0]
        : failure.getCause();
  }
}
