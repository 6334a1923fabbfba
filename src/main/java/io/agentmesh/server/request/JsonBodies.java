package io.agentmesh.server.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.server.error.BadRequestException;

/**
 * Parses a request's body strictly: one JSON object without duplicate fields, limited in depth and size of numbers.
 */
public final class JsonBodies {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_TEXT = 100_000_000;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER).maxStringLength(MAX_TEXT).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws BadRequestException if the body is not a JSON object */
    Fields read(byte[] body) {
        if (body == null || body.length == 0) {
            throw new BadRequestException("The request has no body; send a JSON object.");
        }
        return new Fields(object(body));
    }

    /** Likewise, but an empty body counts as an empty object. */
    Fields readOptional(byte[] body) {
        return body == null || body.length == 0 ? new Fields(JsonNodeFactory.instance.objectNode()) : read(body);
    }

    private ObjectNode object(byte[] body) {
        try {
            JsonNode json = mapper.readTree(text(body));
            if (json instanceof ObjectNode object) {
                return object;
            }
        } catch (MismatchedInputException e) {
            throw new BadRequestException("The body must be one JSON object, with nothing after it.");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            throw new BadRequestException("The body is no valid JSON" + where + ": " + firstLine(e.getOriginalMessage()));
        }
        throw new BadRequestException("The body must be one JSON object.");
    }

    /** Jackson's own decoder accepts invalid UTF-8 (a slash in two bytes), and guesses at UTF-16 and UTF-32. */
    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException("The body is no valid UTF-8.");
        }
    }

    /** Omits where an open bracket was, which Jackson adds on further lines. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("unreadable").replaceAll("\\s*\\(start marker at.*", "");
    }
}
