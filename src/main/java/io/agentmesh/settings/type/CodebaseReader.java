package io.agentmesh.settings.type;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.NearestName;

/**
 * Parses one codebase: {@code "/path"}, {@code "name:path"} or {@code {name, path, description, shared,
 * share_repository, isolation}}.
 */
final class CodebaseReader {

    private static final String SHARE_REPOSITORY = "share_repository";
    private static final String ISOLATION = "isolation";
    private static final List<String> KEYS = List.of("name", "path", "description", "shared", SHARE_REPOSITORY, ISOLATION);
    private static final List<String> ISOLATIONS = List.of(CodebaseSetting.SHARED_FOLDER, CodebaseSetting.WORKTREE);

    private CodebaseReader() {
    }

    static CodebaseSetting read(JsonNode value, String part, Folders folders, String allowed) {
        if (value.isTextual() && !value.textValue().isBlank()) {
            return fromText(value.textValue(), part, folders);
        }
        if (!value.isObject()) {
            throw new InvalidValueException(part, InvalidValueException.show(value), allowed);
        }
        refuseUnknownKeys(value, part);
        if (!value.has("path")) {
            throw new InvalidValueException(part, "an object without path", allowed);
        }
        return codebase(value, value.get("path"), text(value, "description", part), part + ".path", part, folders);
    }

    /** Text that begins like a path is one, so a path may contain a colon. */
    private static CodebaseSetting fromText(String text, String part, Folders folders) {
        int colon = text.matches("[/.~].*") ? -1 : text.indexOf(':');
        String name = colon < 0 ? null : text.substring(0, colon).strip();
        Path path = ListTypes.folder(TextNode.valueOf(text.substring(colon + 1).strip()), part, folders);
        return new CodebaseSetting(name(name, text.substring(colon + 1).strip(), part, folders), path, "");
    }

    private static CodebaseSetting codebase(JsonNode value, JsonNode path, String description, String pathPart,
            String part, Folders folders) {
        Path real = ListTypes.folder(path, pathPart, folders);
        return new CodebaseSetting(name(text(value, "name", part), path.textValue(), part, folders), real,
                description == null ? "" : description, flag(value, "shared", part), flag(value, SHARE_REPOSITORY, part),
                isolation(value, part));
    }

    private static String isolation(JsonNode object, String part) {
        String isolation = text(object, ISOLATION, part);
        if (isolation != null && !ISOLATIONS.contains(isolation)) {
            throw new InvalidValueException(part + "." + ISOLATION, InvalidValueException.show(object.get(ISOLATION)),
                    String.join(" or ", ISOLATIONS));
        }
        return isolation;
    }

    /** The default is the last part of the path as written: the name of a symbolic link is more descriptive. */
    private static String name(String name, String written, String part, Folders folders) {
        Path last = folders.resolve(written).getFileName();
        String chosen = name == null && last != null ? last.toString() : name;
        if (chosen == null || !chosen.matches("\\S|\\S[^\\p{Cntrl}]{0,198}\\S")) {
            throw new InvalidValueException(part, "a codebase without a usable name",
                    "a name of 1 to 200 characters on one line");
        }
        return chosen;
    }

    private static boolean flag(JsonNode object, String key, String part) {
        JsonNode value = object.get(key);
        if (value != null && !value.isBoolean()) {
            throw new InvalidValueException(part + "." + key, InvalidValueException.show(value), "true or false");
        }
        return value != null && value.booleanValue();
    }

    private static String text(JsonNode object, String key, String part) {
        JsonNode value = object.get(key);
        if (value != null && !value.isTextual()) {
            throw new InvalidValueException(part + "." + key, InvalidValueException.show(value), "text");
        }
        return value == null ? null : value.textValue();
    }

    private static void refuseUnknownKeys(JsonNode value, String part) {
        for (Iterator<String> keys = value.fieldNames(); keys.hasNext();) {
            String key = keys.next();
            if (!KEYS.contains(key)) {
                throw new InvalidValueException(part, "an object with the unknown key " + TextNode.valueOf(key)
                        + NearestName.hint(key, KEYS), String.join(", ", KEYS));
            }
        }
    }
}
