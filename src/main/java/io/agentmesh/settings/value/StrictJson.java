package io.agentmesh.settings.value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Parses JSON strictly: duplicate keys and trailing text are errors. The parser's messages are not passed on where they
 * quote the text, which may contain a secret.
 */
public final class StrictJson {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build().reader();
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");
    private static final Pattern UNEXPECTED = Pattern.compile("Unexpected character \\('(.)'.*", Pattern.DOTALL);

    private StrictJson() {
    }

    /** @throws InvalidValueException with the line and column of the error */
    public static JsonNode parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidValueException with the line and column of the error */
    public static JsonNode parse(byte[] json) {
        try {
            JsonNode value = READER.readTree(json);
            if (value.isMissingNode()) {
                throw new InvalidValueException("", "empty", "JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new InvalidValueException("", "no valid JSON: " + place(e.getLocation()) + ": " + mistake(e, json),
                    "JSON with each key once");
        } catch (IOException e) {
            throw new InvalidValueException("", "no valid JSON (its characters can't be read)", "JSON in UTF-8");
        }
    }

    /** Jackson doesn't report the end of input after a trailing comma. */
    private static boolean isAtEnd(JsonLocation location, byte[] json) {
        return location != null && location.getByteOffset() >= json.length;
    }

    private static String place(JsonLocation location) {
        return location == null ? "somewhere" : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String mistake(JsonProcessingException e, byte[] json) {
        String message = e.getOriginalMessage();
        Matcher duplicate = DUPLICATE.matcher(message);
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (duplicate.matches()) {
            return "the key " + duplicate.group(1) + " stands twice";
        }
        boolean unknownWord = message.startsWith("Unrecognized token");
        if (e instanceof JsonEOFException || (isAtEnd(e.getLocation(), json) && !unknownWord)) {
            return "it ends too early, a bracket or a quote isn't closed";
        }
        if (unexpected.matches()) {
            return "unexpected " + unexpected.group(1);
        }
        return message.startsWith("Trailing token") ? "something stands after its end"
                : "something that is no JSON (text needs double quotes)";
    }
}
