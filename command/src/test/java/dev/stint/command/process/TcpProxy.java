package dev.stint.command.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries bytes between clients and a server, until told otherwise: it can cut its connections,
 * hold back every byte, or drop what the server answers. Its port stays the same. Thread-safe.
 */
final class TcpProxy implements AutoCloseable {

  private enum Flow {
    CARRY,
    HOLD,
    DROP_ANSWERS
  }

  private static final int BUFFER = 16_384;
  private static final long LOOK = 5_000_000;

  private final InetSocketAddress server;
  private final ServerSocket socket;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile Flow flow = Flow.CARRY;
  private volatile boolean cut;

  TcpProxy(InetSocketAddress server) throws IOException {
    this.server = server;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(
        () -> {
          while (true) {
            join(socket.accept());
          }
        });
  }

  int port() {
    return socket.getLocalPort();
  }

  /**
   * Ends every connection, and each new one at once. It goes on listening, for a port that is given
   * up may be somebody else's by the time it is wanted back.
   */
  void cut() {
    cut = true;
    for (AutoCloseable each : open) {
      close(each);
    }
    open.clear();
  }

  /** Carries again. */
  void mend() {
    flow = Flow.CARRY;
    cut = false;
  }

  /** Keeps connections open and carries nothing, as a server that hangs. */
  void hold() {
    flow = Flow.HOLD;
  }

  /** Carries what clients send and drops every answer: writes land, and nobody hears of it. */
  void dropAnswers() {
    flow = Flow.DROP_ANSWERS;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    cut();
  }

  private void join(Socket client) throws IOException {
    open.add(client);
    Socket to = new Socket();
    open.add(to);
    try {
      to.connect(server);
    } catch (IOException refused) {
      client.close();
      return;
    }
    if (cut) {
      close(client);
      close(to);
      return;
    }
    daemon(() -> carry(client, to, false));
    daemon(() -> carry(to, client, true));
  }

  private void carry(Socket from, Socket to, boolean answers) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        while (flow == Flow.HOLD && !cut) {
          LockSupport.parkNanos(LOOK);
        }
        if (!answers || flow != Flow.DROP_ANSWERS) {
          out.write(buffer, 0, read);
        }
      }
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      // It is closed, or was never open.
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
            "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
