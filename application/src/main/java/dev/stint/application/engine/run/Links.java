package dev.stint.application.engine.run;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.RefusedException;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Message;
import java.util.Objects;

/** A link as it is stored: a message in the codec's form. */
public final class Links {

  private static final int LONGEST = 2_000;

  private Links() {}

  public static Message message(ArgumentCodec codec, ActionLink link) {
    String text = codec.encode(Objects.requireNonNull(link, "link")).text();
    if (text.length() > LONGEST) {
      throw new RefusedException(
          "the link '%s' has %d characters as it is stored; at most %d are allowed"
              .formatted(link.text(), text.length(), LONGEST));
    }
    return new Message(Message.Level.LINK, text);
  }
}
