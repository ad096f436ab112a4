package example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * A mail server to try the example with. Each mail becomes mails/CUSTOMER.eml, and a line of
 * mails/received.txt. Not for anything else.
 */
@Component
@ConditionalOnBooleanProperty("example.mail-sink")
class MailSink implements DisposableBean {

  private static final Path FOLDER = Path.of("mails");

  private final ServerSocket server;

  MailSink(@Value("${spring.mail.port}") int port) throws IOException {
    server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Files.createDirectories(FOLDER);
    Thread thread = new Thread(this::serve, "mail-sink");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
            new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8));
      } catch (IOException e) {
        // the caller went away, or the server was closed
      }
    }
  }

  private static void talk(BufferedReader in, PrintWriter out) throws IOException {
    out.print("220 mail sink\r\n");
    out.flush();
    String to = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.split("[ :]")[0].toUpperCase();
      if (verb.equals("RCPT")) {
        to = line.replaceAll(".*<(.*)@.*", "$1").replaceAll("[^-\\w]", "_");
      }
      if (verb.equals("DATA")) {
        out.print("354 go on\r\n");
        out.flush();
        keep(to, in);
      }
      out.print(verb.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
      out.flush();
    }
  }

  private static void keep(String to, BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
      mail.append(line).append('\n');
    }
    Files.writeString(FOLDER.resolve(to + ".eml"), mail);
    Files.writeString(
        FOLDER.resolve("received.txt"),
        to + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Override
  public void destroy() throws IOException {
    server.close();
  }
}
