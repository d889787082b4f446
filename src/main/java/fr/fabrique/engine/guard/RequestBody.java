package fr.fabrique.engine.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a call brings along, within bounds and in the one encoding that everybody reads alike. */
final class RequestBody {

  /** Far more than the longest form needs, so that one field that is too long can be named. */
  static final int MOST_BYTES = 2 * 1024 * 1024;

  private RequestBody() {}

  static byte[] read(HttpServletRequest request) throws IOException {
    byte[] body =
        request.getContentLengthLong() > MOST_BYTES
            ? null
            : request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body == null || body.length > MOST_BYTES) {
      throw new Refusal(
          HttpStatus.PAYLOAD_TOO_LARGE, "This is too much at once: at most 2 MB is accepted.");
    }
    return body;
  }

  /** The body as JSON text: empty when there is none, or when it is an administrator's file. */
  static String json(HttpServletRequest request, byte[] body) {
    if (body.length == 0) {
      return "";
    }
    MediaType type = type(request);
    if (type.getType().equals("multipart")) {
      return "";
    }
    if (!type.isCompatibleWith(MediaType.APPLICATION_JSON)
        || type.getCharset() != null && type.getCharset() != StandardCharsets.UTF_8) {
      throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Only JSON in UTF-8 is accepted here.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException malformed) {
      throw Refusal.badRequest("The body is not UTF-8.");
    }
  }

  private static MediaType type(HttpServletRequest request) {
    try {
      return request.getContentType() == null
          ? MediaType.APPLICATION_JSON
          : MediaType.parseMediaType(request.getContentType());
    } catch (InvalidMediaTypeException malformed) {
      throw new Refusal(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not well formed.");
    }
  }
}
