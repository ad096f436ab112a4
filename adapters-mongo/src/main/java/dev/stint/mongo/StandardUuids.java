package dev.stint.mongo;

import com.mongodb.MongoClientSettings;
import java.util.UUID;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * Ids as standard UUIDs however the host's client stores its own: the driver would set its client's
 * representation over that of every codec it can recognise, so these are wrapped.
 */
final class StandardUuids {

  private StandardUuids() {}

  static CodecRegistry registry() {
    CodecRegistry standard =
        CodecRegistries.withUuidRepresentation(
            MongoClientSettings.getDefaultCodecRegistry(), UuidRepresentation.STANDARD);
    return CodecRegistries.fromRegistries(
        CodecRegistries.fromCodecs(
            new Fixed<>(standard.get(Document.class)), new Fixed<>(standard.get(UUID.class))),
        standard);
  }

  /** A codec as it is. */
  private record Fixed<T>(Codec<T> codec) implements Codec<T> {
    @Override
    public T decode(BsonReader reader, DecoderContext context) {
      return codec.decode(reader, context);
    }

    @Override
    public void encode(BsonWriter writer, T value, EncoderContext context) {
      codec.encode(writer, value, context);
    }

    @Override
    public Class<T> getEncoderClass() {
      return codec.getEncoderClass();
    }
  }
}
