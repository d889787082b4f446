package fr.fabrique.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A mail server that repeats each recipient's address while it refuses it. */
final class RefusingMailServer implements AutoCloseable {

  private final ServerSocket door;

  private RefusingMailServer(ServerSocket door) {
    this.door = door;
  }

  static RefusingMailServer at(int port) throws IOException {
    RefusingMailServer server =
        new RefusingMailServer(new ServerSocket(port, 10, InetAddress.getByName("127.0.0.1")));
    Thread thread = new Thread(server::serve, "refusing mail server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private void serve() {
    while (!door.isClosed()) {
      try (Socket visitor = door.accept()) {
        talk(visitor);
      } catch (SocketException left) {
        // The visitor hung up, or the door is closed.
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  private static void talk(Socket visitor) throws IOException {
    BufferedReader said =
        new BufferedReader(
            new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
    answer(visitor, "220 ready");
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      String command = line.toUpperCase(Locale.ROOT);
      if (command.startsWith("RCPT TO:")) {
        answer(visitor, "550 5.1.1 " + line.substring("RCPT TO:".length()) + " is unknown here");
      } else if (command.startsWith("QUIT")) {
        answer(visitor, "221 bye");
        return;
      } else {
        answer(visitor, "250 ok");
      }
    }
  }

  private static void answer(Socket visitor, String words) throws IOException {
    visitor.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    visitor.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
