package io.agentmesh.settings.list;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.task.Names;

/**
 * Names of environment variables, in which {@code *} may stand for any characters.
 *
 * @param values whether {@code NAME=value} may stand there too, whose value is never shown
 */
public record VariablesType(boolean values) implements ListType {

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z_*][A-Za-z0-9_*]{0,199}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");

    @Override
    public String label() {
        return values ? "NAME[=VALUE]" : "NAME";
    }

    @Override
    public String allowed() {
        return "a list of variables' names or patterns such as MY_*" + (values ? ", or NAME=value" : "")
                + "; none of the worker's own (A2A_*, AGENTMESH_*)";
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        requireList(value);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String item = value.get(i).isTextual() ? value.get(i).textValue() : "";
            String name = name(item);
            boolean form = name.equals(item) ? PATTERN.matcher(item).matches()
                    : values && NAME.matcher(name).matches() && item.indexOf('\0') < 0;
            if (!form || Names.isWorkersOwn(name)) {
                throw new InvalidValueException("[" + i + "]", value.get(i).isTextual() ? "\"" + name + "\""
                        : InvalidValueException.kind(value.get(i)), allowed());
            }
            items.add(item);
        }
        return List.copyOf(items);
    }

    /** Without the values. */
    @Override
    public List<String> items(Object value) {
        return ((List<?>) value).stream().map(Object::toString)
                .map(item -> name(item).equals(item) ? item : name(item) + "=***").toList();
    }

    private static String name(String item) {
        int at = item.indexOf('=');
        return at < 0 ? item : item.substring(0, at);
    }
}
