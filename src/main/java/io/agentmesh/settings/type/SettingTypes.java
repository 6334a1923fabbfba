package io.agentmesh.settings.type;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.SystemCharset;
import io.agentmesh.settings.value.Authority;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.settings.value.StrictJson;
import io.agentmesh.task.Ids;

/** Types of settings with one value. */
public final class SettingTypes {

    public static final SettingType BOOLEAN = SettingType.of("BOOL", "true or false",
            (type, value, folders) -> value.isBoolean() ? value.booleanValue() : null).parsedBy(text ->
                    text.equalsIgnoreCase("true") ? BooleanNode.TRUE
                            : text.equalsIgnoreCase("false") ? BooleanNode.FALSE : TextNode.valueOf(text));

    public static final SettingType NAME = text("NAME", "1 to 200 characters on one line",
            form("\\S|\\S[^\\p{Cntrl}]{0,198}\\S"));
    public static final SettingType ID = text("ID", "1 to 128 letters, digits, dots, dashes and underscores", Ids::isValid);
    public static final SettingType MODEL = text("MODEL", "provider/name, such as anthropic/claude-sonnet-4-5",
            form("[^\\s/-][^\\s/]*/[^\\s\\p{Cntrl}]+"));
    public static final SettingType ROUTE = text("ROUTE", "a route's name: small letters, digits and dashes",
            form("[a-z][a-z0-9-]{0,127}"));
    /** Valid in an Authorization header. */
    public static final SettingType TOKEN = text("TOKEN", "1 to 4096 visible ASCII characters without blanks",
            form("[\\x21-\\x7e]{1,4096}"));
    public static final SettingType HOST = text("HOST", "an address or a host's name, such as 127.0.0.1",
            form("[A-Za-z0-9._:%-]{1,253}"));

    public static final SettingType BRANCH = text("BRANCH",
            "a branch's name of letters, digits, ., _, - and / that contains {task}, such as agentmesh/{task}",
            SettingTypes::isBranch);
    public static final SettingType AUTHOR = text("AUTHOR", "Name <address>, such as AgentMesh <agentmesh@localhost>",
            form("[^<>\\p{Cntrl}]{1,100} <[^<>\\s\\p{Cntrl}]{1,200}>"));

    public static final SettingType EXECUTABLE = path("FILE", "an executable file",
            path -> Files.isRegularFile(path) && Files.isExecutable(path), "which is no executable file");
    public static final SettingType FILE = path("FILE", "a file that can be read",
            path -> Files.isRegularFile(path) && Files.isReadable(path), "which is no readable file");
    public static final SettingType FOLDER = path("DIR", "an existing directory", Files::isDirectory,
            "which is no directory");
    /** Created where missing. */
    public static final SettingType NEW_FOLDER = path("DIR", "a directory, existing or not",
            path -> Files.notExists(path) || Files.isDirectory(path), "which is no directory");

    /** Base URL of a server, stored without a slash at its end. Credentials are not allowed, as logs show it. */
    public static final SettingType SERVER_URL = SettingType.of("URL",
            "an http or https URL without credentials, query or fragment, such as http://127.0.0.1:8000",
            (type, value, folders) -> serverUrl(type, value));
    /** Written without user and password. */
    public static final SettingType REDIS_URL = SettingType.of("URL", RedisUrl.ALLOWED, (type, value, folders) ->
            RedisUrl.parse(value.isTextual() ? value.textValue().strip() : "").orElse(null));

    // A blank between brackets: in a property, Camel takes two closing braces for the end of a placeholder.
    private static final ObjectWriter WRITER = new JsonMapper().writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter()));
    /** A JSON object. Its content isn't quoted in errors: it may contain keys of providers. */
    public static final SettingType OBJECT = SettingType.of("JSON", "a JSON object", (type, value, folders) -> {
        if (!value.isObject()) {
            throw new InvalidValueException("", InvalidValueException.kind(value), type.allowed());
        }
        return value;
    }).parsedBy(text -> text.startsWith("{") ? StrictJson.parse(text) : TextNode.valueOf(text)).writtenBy(SettingTypes::json)
            .shownBy(value -> List.of(json(value)));

    private static final int MAX_BRANCH = 100;

    private SettingTypes() {
    }

    /** A whole number; bounds are inclusive. */
    public static SettingType integer(int min, int max) {
        return SettingType.of("N", "a whole number from " + min + " to " + max, (type, value, folders) ->
                value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= min && value.intValue() <= max
                        ? value.intValue() : null).parsedBy(SettingTypes::number);
    }

    /** One of a few words. */
    public static SettingType choice(String... words) {
        List<String> choices = List.of(words);
        return SettingType.of(String.join("|", words), String.join(" or ", words), (type, value, folders) ->
                value.isTextual() && choices.contains(value.textValue()) ? value.textValue() : null).offering(choices);
    }

    private static SettingType text(String label, String allowed, Predicate<String> form) {
        return SettingType.of(label, allowed, (type, value, folders) ->
                value.isTextual() && form.test(value.textValue()) ? value.textValue() : null);
    }

    /** A subset of what git allows. */
    private static boolean isBranch(String pattern) {
        String name = pattern.replace("{task}", "x").replace("{codebase}", "x");
        return pattern.contains("{task}") && name.length() <= MAX_BRANCH
                && Stream.of(name.split("/", -1)).allMatch(part -> part.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")
                        && !part.contains("..") && !part.endsWith(".") && !part.endsWith(".lock"));
    }

    private static Predicate<String> form(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    /** @param mistake completes "found …, " where {@code test} fails */
    private static SettingType path(String label, String allowed, Predicate<Path> test, String mistake) {
        return SettingType.of(label, allowed, (type, value, folders) -> {
            if (!value.isTextual() || value.textValue().isBlank()) {
                return null;
            }
            try {
                Path path = folders.resolve(value.textValue());
                if (!test.test(path)) {
                    throw type.refuse(value, mistake);
                }
                return path;
            } catch (InvalidPathException e) {
                SystemCharset charset = SystemCharset.of(System.getenv());
                throw type.refuse(value, "which can be no path" + (charset.isUtf8() ? "" : ": " + charset.advice()));
            }
        });
    }

    private static String serverUrl(SettingType type, JsonNode value) {
        try {
            URI uri = new URI(value.isTextual() ? value.textValue() : "");
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && Authority.of(uri).isPresent() && !uri.getRawAuthority().contains("@") && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return value.textValue().replaceFirst("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        JsonNode shown = value.isTextual() ? TextNode.valueOf(value.textValue().replaceFirst("//.*@", "//***@")) : value;
        throw new InvalidValueException("", InvalidValueException.show(shown), type.allowed());
    }

    private static JsonNode number(String text) {
        try {
            return IntNode.valueOf(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return TextNode.valueOf(text);
        }
    }

    private static String json(Object value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
