package dev.stint.application.engine.base;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.SecretKeys;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload;
import dev.stint.domain.SealedPayload.Part;
import dev.stint.domain.TaskTypeName;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals what is secret with AES-GCM (NIST SP 800-38D): a random nonce of 96 bits each time, a tag
 * of 128 bits, the line that names key, part and task type as associated data. ADR 19. Thread-safe.
 */
public final class SealingCodec implements ArgumentCodec {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final ArgumentCodec codec;
  private final SecretKeys keys;
  private final SecureRandom random = new SecureRandom();

  private SealingCodec(ArgumentCodec codec, SecretKeys keys) {
    this.codec = codec;
    this.keys = keys;
  }

  /** The codec itself, if there is no key. */
  public static ArgumentCodec of(ArgumentCodec codec, SecretKeys keys) {
    return keys.isEmpty() ? codec : new SealingCodec(codec, keys);
  }

  @Override
  public Payload encode(Object value) {
    return codec.encode(value);
  }

  @Override
  public Object decode(Payload payload, Type type) {
    return codec.decode(payload, type);
  }

  @Override
  public Object decodeNew(Payload payload, Type type) {
    return codec.decodeNew(payload, type);
  }

  @Override
  public Payload seal(Payload clear, TaskTypeName type, Part part) {
    SealedPayload bare = new SealedPayload(keys.newest().orElseThrow(), part, type, "");
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, bare, nonce, key(bare)).doFinal(clear.bytes());
      byte[] all = Arrays.copyOf(nonce, NONCE + text.length);
      System.arraycopy(text, 0, all, NONCE, text.length);
      String letters = Base64.getUrlEncoder().withoutPadding().encodeToString(all);
      return new SealedPayload(bare.key(), part, type, letters).payload();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot encrypt with " + CIPHER, e);
    }
  }

  @Override
  public Payload open(Payload stored, Set<TaskTypeName> types, Part part) {
    return SealedPayload.of(stored).map(s -> opened(s, types, part)).orElse(stored);
  }

  private Payload opened(SealedPayload stored, Set<TaskTypeName> types, Part part) {
    if (stored.part() != part || !types.contains(stored.type())) {
      throw new UnreadableException(
          "%s of another task: what is stored was sealed as the %s of task type %s"
              .formatted(part.is(), stored.part(), stored.type()));
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(stored.text());
      byte[] nonce = Arrays.copyOf(all, NONCE);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, stored, nonce, key(stored));
      return Payload.of(cipher.doFinal(all, NONCE, all.length - NONCE));
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw new UnreadableException(
          "the %s cannot be opened with the secret key '%s': another key of that name sealed what is stored, or it was changed"
              .formatted(part, stored.key()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot decrypt with " + CIPHER, e);
    }
  }

  private SecretKey key(SealedPayload stored) {
    return keys.find(stored.key())
        .orElseThrow(
            () ->
                new UnreadableException(
                    "%s sealed with the secret key '%s', which this process does not have"
                        .formatted(stored.part().is(), stored.key())));
  }

  private static Cipher cipher(int mode, SealedPayload stored, byte[] nonce, SecretKey key)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(stored.line().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
