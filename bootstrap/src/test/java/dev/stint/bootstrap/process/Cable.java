package dev.stint.bootstrap.process;

import com.mongodb.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Carries bytes to a server, until it is cut; mended, it has the same port. */
final class Cable implements AutoCloseable {

  private final ServerAddress server;
  private final int port;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  Cable(ServerAddress server) throws IOException {
    this.server = server;
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.port = socket.getLocalPort();
    accept(socket);
  }

  int port() {
    return port;
  }

  /** Every connection ends and none is made any more. */
  void cut() throws Exception {
    cut = true;
    for (AutoCloseable each : open) {
      each.close();
    }
    open.clear();
  }

  void mend() throws IOException {
    cut = false;
    accept(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
  }

  @Override
  public void close() throws Exception {
    cut();
  }

  private void accept(ServerSocket socket) {
    open.add(socket);
    daemon(
        () -> {
          while (!cut) {
            join(socket.accept());
          }
        });
  }

  private void join(Socket client) throws IOException {
    Socket to = new Socket(server.getHost(), server.getPort());
    open.add(client);
    open.add(to);
    daemon(() -> carry(client, to));
    daemon(() -> carry(to, client));
  }

  private static void carry(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    }
  }

  /** What ends with an error. */
  private interface Carrying {
    void run() throws IOException;
  }

  private static void daemon(Carrying work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // Cut, or closed at one of its ends.
              }
            },
            "cable");
    thread.setDaemon(true);
    thread.start();
  }
}
