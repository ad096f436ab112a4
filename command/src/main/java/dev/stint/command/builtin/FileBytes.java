package dev.stint.command.builtin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of an open file, one after another from any position. Not thread-safe. */
final class FileBytes {

  private static final int BUFFERED = 1 << 16;

  private final FileChannel channel;
  private final byte[] buffer = new byte[BUFFERED];
  private long begin;
  private int at;
  private int end;

  FileBytes(FileChannel channel, long position) {
    this.channel = channel;
    this.begin = position;
  }

  /** The next byte, 0 to 255; −1 at the end of the file. */
  int read() throws IOException {
    if (at == end && !fill()) {
      return -1;
    }
    return buffer[at++] & 0xff;
  }

  /** Passes over the next byte if it is this one. */
  boolean skip(int expected) throws IOException {
    if (at == end && !fill() || (buffer[at] & 0xff) != expected) {
      return false;
    }
    at++;
    return true;
  }

  long position() {
    return begin + at;
  }

  void position(long position) {
    if (position >= begin && position <= begin + end) {
      at = (int) (position - begin);
    } else {
      begin = position;
      at = 0;
      end = 0;
    }
  }

  private boolean fill() throws IOException {
    begin += end;
    at = 0;
    end = Math.max(0, channel.read(ByteBuffer.wrap(buffer), begin));
    return end > 0;
  }
}
