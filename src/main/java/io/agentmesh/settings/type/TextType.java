package io.agentmesh.settings.type;

import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.agentmesh.settings.host.Folders;
import io.agentmesh.task.Ids;

/** Text of a certain form. */
public record TextType(String label, String allowed, Predicate<String> form) implements SettingType {

    private static final Predicate<String> ONE_LINE = Pattern.compile("\\S|\\S[^\\p{Cntrl}]{0,198}\\S")
            .asMatchPredicate();
    private static final Predicate<String> MODEL = Pattern.compile("[^\\s/-][^\\s/]*/[^\\s\\p{Cntrl}]+")
            .asMatchPredicate();
    private static final Predicate<String> HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}").asMatchPredicate();
    private static final Predicate<String> ROUTE = Pattern.compile("[a-z][a-z0-9-]{0,127}").asMatchPredicate();
    // What an Authorization header can carry.
    private static final Predicate<String> TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}").asMatchPredicate();

    public static TextType name() {
        return new TextType("NAME", "1 to 200 characters on one line", ONE_LINE);
    }

    public static TextType id() {
        return new TextType("ID", "1 to 128 letters, digits, dots, dashes and underscores", Ids::isValid);
    }

    public static TextType model() {
        return new TextType("MODEL", "provider/name, such as anthropic/claude-sonnet-4-5", MODEL);
    }

    public static TextType route() {
        return new TextType("ROUTE", "a route's name: small letters, digits and dashes", ROUTE);
    }

    public static TextType token() {
        return new TextType("TOKEN", "1 to 4096 visible ASCII characters without blanks", TOKEN);
    }

    public static TextType host() {
        return new TextType("HOST", "an address or a host's name, such as 127.0.0.1", HOST);
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        if (!value.isTextual() || !form.test(value.textValue())) {
            throw refuse(value);
        }
        return value.textValue();
    }
}
