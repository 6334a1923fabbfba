package io.agentmesh.settings.type;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.StrictJson;
import io.agentmesh.task.Names;

/** Types of settings that are lists: text separated by commas, or JSON. */
public final class ListTypes {

    /** Existing directories, as real paths. */
    public static final SettingType FOLDERS = list("DIR", "a list of existing directories",
            (type, value, folders) -> each(value, (item, part) -> folder(item, part, folders)), Object::toString);

    /** Distinct words without blanks or commas. */
    public static final SettingType WORDS = list("WORD", "a list of words without blanks or commas, each once",
            (type, value, folders) -> words(type, value), Object::toString);

    /** Codebases with distinct folders and names. */
    public static final SettingType CODEBASES = list("[NAME:]DIR", "a list of existing directories, each a path, name:path "
            + "or {\"name\", \"path\", \"description\", \"shared\"}", ListTypes::codebases, ListTypes::codebase);

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z_*][A-Za-z0-9_*]{0,199}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");

    private ListTypes() {
    }

    /**
     * Names of environment variables, with {@code *} as a wildcard.
     *
     * @param values whether {@code NAME=value} is allowed, too; the value is never shown
     */
    public static SettingType variables(boolean values) {
        String allowed = "a list of variables' names or patterns such as MY_*" + (values ? ", or NAME=value" : "")
                + "; none of the worker's own (A2A_*, AGENTMESH_*)";
        return list(values ? "NAME[=VALUE]" : "NAME", allowed,
                (type, value, folders) -> each(value, (item, part) -> variable(item, part, values, allowed)),
                ListTypes::withoutValue);
    }

    /** @param shown converts an item for people and for properties */
    private static SettingType list(String label, String allowed, SettingType.Reader items, Function<Object, String> shown) {
        Function<Object, List<String>> shower = value -> ((List<?>) value).stream().<String>map(shown::apply).toList();
        return new SettingType(label, allowed, List.of(), true, ListTypes::parse,
                (type, value, folders) -> value.isArray() ? items.read(type, value, folders) : null,
                value -> String.join(",", shower.apply(value)), shower);
    }

    private static JsonNode parse(String text) {
        if (text.startsWith("[")) {
            return StrictJson.parse(text);
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        Stream.of(text.split(",")).map(String::strip).filter(item -> !item.isEmpty()).forEach(items::add);
        return items;
    }

    /** @param reader of an item and its position: {@code [0]} */
    private static <T> List<T> each(JsonNode list, BiFunction<JsonNode, String, T> reader) {
        List<T> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            items.add(reader.apply(list.get(i), "[" + i + "]"));
        }
        return List.copyOf(items);
    }

    /** The directory of one item. */
    static Path folder(JsonNode value, String part, Folders folders) {
        try {
            return Folders.real((Path) SettingTypes.FOLDER.read(value, folders));
        } catch (InvalidValueException e) {
            throw e.in(part);
        }
    }

    private static List<String> words(SettingType type, JsonNode value) {
        List<String> words = each(value, (item, part) -> {
            if (!item.isTextual() || !item.textValue().matches("[^\\s,\\p{Cntrl}]{1,100}")) {
                throw new InvalidValueException(part, InvalidValueException.show(item), type.allowed());
            }
            return item.textValue();
        });
        if (words.stream().distinct().count() < words.size()) {
            throw type.refuse(value, "with one word twice (" + String.join(", ", words) + ")");
        }
        return words;
    }

    private static String variable(JsonNode item, String part, boolean values, String allowed) {
        String text = item.isTextual() ? item.textValue() : "";
        String name = name(text);
        boolean form = name.equals(text) ? PATTERN.matcher(text).matches()
                : values && NAME.matcher(name).matches() && text.indexOf('\0') < 0;
        if (!form || Names.isWorkersOwn(name)) {
            throw new InvalidValueException(part, item.isTextual() ? "\"" + name + "\"" : InvalidValueException.kind(item),
                    allowed);
        }
        return text;
    }

    private static String withoutValue(Object variable) {
        String name = name(variable.toString());
        return name.equals(variable) ? name : name + "=***";
    }

    private static String name(String variable) {
        int at = variable.indexOf('=');
        return at < 0 ? variable : variable.substring(0, at);
    }

    private static List<CodebaseSetting> codebases(SettingType type, JsonNode value, Folders folders) {
        Set<Path> paths = new HashSet<>();
        Set<String> names = new HashSet<>();
        return each(value, (item, part) -> {
            CodebaseSetting codebase = CodebaseReader.read(item, part, folders, type.allowed());
            if (!paths.add(codebase.path())) {
                throw new InvalidValueException(part, codebase.path() + " once more", "each directory once");
            }
            if (!names.add(codebase.name())) {
                throw new InvalidValueException(part, "another codebase with the name " + codebase.name(),
                        "each name once; choose it with name:path or {\"name\", \"path\"}");
            }
            return codebase;
        });
    }

    private static String codebase(Object item) {
        CodebaseSetting codebase = (CodebaseSetting) item;
        return codebase.name() + ":" + codebase.path() + (codebase.shared() ? " (shared)" : "");
    }
}
