package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value that does not fit, with words that follow the name of its field. */
final class NotThatException extends JsonMappingException {

  private static final long serialVersionUID = 1;

  NotThatException(JsonParser json, String words) {
    super(json, words);
  }
}
