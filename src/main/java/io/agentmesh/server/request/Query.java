package io.agentmesh.server.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.agentmesh.server.error.BadRequestException;

/** The query of a URL. Unknown parameters are ignored; reading a repeated one is an error. */
public final class Query {

    private static final int MAX_WAIT_SECONDS = 30;

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();

    /**
     * @param raw the text after the question mark, still encoded, or null
     * @throws BadRequestException if its encoding is broken
     */
    public Query(String raw) {
        for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (values.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                repeated.add(name);
            }
        }
    }

    /** The parameter's value, or an empty text. */
    public String text(String name) {
        if (repeated.contains(name)) {
            throw new BadRequestException("The query names " + name + " more than once.");
        }
        String value = values.getOrDefault(name, "");
        if (!Storable.is(value)) {
            throw new BadRequestException("The query's " + name + " has a character that is not allowed.");
        }
        return value;
    }

    /** A whole number between the two, or {@code otherwise} where it is missing. */
    int number(String name, int lowest, int highest, int otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the allowed values.
        }
        throw new BadRequestException("The query's " + name + " must be a whole number from " + lowest + " to " + highest + ".");
    }

    /**
     * Seconds that a long poll may last, from {@code wait}: 0 for none, and at most what the contract allows.
     */
    public int secondsToWait() {
        return Math.min(MAX_WAIT_SECONDS, number("wait", 0, Integer.MAX_VALUE, 0));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("The query's encoding is broken.");
        }
    }
}
