package io.agentmesh.server.access;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.task.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file with a JSON list of {@code {"name", "token", "role"}}; see {@link Role} for the roles. */
final class TokensFile {

    private static final Logger LOG = LoggerFactory.getLogger(TokensFile.class);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> FIELDS = List.of("name", "token", "role");
    /** The role of a token that only one worker may use: {@code worker:ID}. */
    private static final String BOUND = "worker:";
    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::label).collect(Collectors.joining(", "));

    private TokensFile() {
    }

    /** @throws SettingsException in one line with the place, never with the text, which may be a token */
    static List<AccessToken> read(Path file) {
        JsonNode list = parse(file);
        if (!list.isArray() || list.isEmpty()) {
            throw new SettingsException("server.tokens-file: " + file
                    + " holds no list of tokens; allowed: [{\"name\": …, \"token\": …, \"role\": …}, …]");
        }
        warnOfReaders(file);
        List<AccessToken> tokens = new ArrayList<>();
        for (JsonNode entry : list) {
            tokens.add(token(entry, "server.tokens-file: " + file + ": entry " + (tokens.size() + 1)));
        }
        return tokens;
    }

    private static AccessToken token(JsonNode entry, String where) {
        entry.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new SettingsException(where + " has an unknown key; allowed: " + String.join(", ", FIELDS));
            }
        });
        String name = text(entry, "name", where);
        String label = text(entry, "role", where);
        boolean isBound = label.startsWith(BOUND);
        if (isBound && !Ids.isValid(label.substring(BOUND.length()))) {
            throw new SettingsException(where + " has no worker's id after \"" + BOUND
                    + "\"; allowed: 1 to 128 letters, digits, dots, dashes and underscores");
        }
        Role role = Role.of(isBound ? Role.WORKER.label() : label)
                .orElseThrow(() -> new SettingsException(where + " has an unknown role; allowed: " + ROLES + ", "
                        + BOUND + "ID"));
        AccessToken token = AccessToken.of(name, role, TokenText.checked(text(entry, "token", where), where));
        return isBound ? token.boundTo(label.substring(BOUND.length())) : token;
    }

    private static String text(JsonNode entry, String field, String where) {
        JsonNode value = entry.path(field);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw new SettingsException(where + " has no " + field + "; allowed: text");
        }
        return value.asText();
    }

    /** Reports the place alone, as the parser's message may quote a token. */
    private static JsonNode parse(Path file) {
        String why;
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            why = "is no valid JSON" + (place == null ? ""
                    : ": line " + place.getLineNr() + ", column " + place.getColumnNr());
        } catch (NoSuchFileException e) {
            why = "doesn't exist";
        } catch (AccessDeniedException e) {
            why = "can't be read: permission denied";
        } catch (IOException e) {
            why = "can't be read as text in UTF-8";
        }
        throw new SettingsException("server.tokens-file: " + file + " " + why + "; allowed: a JSON file of tokens");
    }

    private static void warnOfReaders(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("server.tokens-file: every user of this machine can read {}; chmod 600 it", file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("the permissions of {} can't be read", file, e);
        }
    }
}
