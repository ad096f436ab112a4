package dev.stint.command.builtin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a file held before a place, told by a hash of all of it. It grows with the place at the cost
 * of what was read since: whole blocks are hashed into a chain, the rest by itself.
 *
 * @param size of the file, when it was last looked at
 * @param blocks the hash of each whole block and of the chain before it
 * @param rest the hash of what lies between the last whole block and the place
 */
record FilePrint(long size, String blocks, String rest) {

  private static final int BLOCK = 1 << 16;
  private static final int LENGTH = 16;
  private static final FilePrint NOTHING = new FilePrint(0, "", hex(hash(new byte[0])));

  /** Reads all that lies before the place. */
  static FilePrint of(FileChannel file, long place) throws IOException {
    return NOTHING.grown(file, 0, place);
  }

  /**
   * The same at a later place; reads from the last whole block on.
   *
   * @param from the place that this one was made for
   */
  FilePrint grown(FileChannel file, long from, long place) throws IOException {
    String chain = blocks;
    long at = from - from % BLOCK;
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (; at + BLOCK <= place; at += BLOCK) {
      read(file, at, block.clear());
      chain = hex(hash(chained(chain, block)));
    }
    read(file, at, block.clear().limit((int) (place - at)));
    return new FilePrint(file.size(), chain, hex(hash(bytes(block))));
  }

  /** Whether the file holds before the place what it held; reads all of it. */
  boolean holds(FileChannel file, long place) throws IOException {
    return file.size() >= place && alike(of(file, place));
  }

  /** Whether what lies right before the place is what it was: cheap, and no proof for the rest. */
  boolean holdsNear(FileChannel file, long place) throws IOException {
    return file.size() >= place && alike(grown(file, place, place));
  }

  private boolean alike(FilePrint other) {
    return blocks.equals(other.blocks) && rest.equals(other.rest);
  }

  private static byte[] chained(String chain, ByteBuffer block) {
    byte[] before = HexFormat.of().parseHex(chain);
    byte[] both = Arrays.copyOf(before, before.length + block.position());
    block.flip().get(both, before.length, both.length - before.length);
    return both;
  }

  private static byte[] bytes(ByteBuffer block) {
    return Arrays.copyOf(block.array(), block.position());
  }

  private static void read(FileChannel file, long from, ByteBuffer into) throws IOException {
    long at = from;
    while (into.hasRemaining()) {
      int read = file.read(into, at);
      if (read < 0) {
        return;
      }
      at += read;
    }
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bytes), LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
