package io.agentmesh.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import io.agentmesh.settings.value.NearestName;

/** The kamelets that routes may use, with their parameters. */
final class Kamelets {

    private final Map<String, Map<?, ?>> definitions = new TreeMap<>();

    /** Ignores unreadable ones. */
    Kamelets(Stream<RouteSource> sources) {
        sources.filter(RouteSource::isKamelet).forEach(source -> {
            try {
                Object content = new Load(LoadSettings.builder().build()).loadFromString(source.text());
                definitions.put(source.name(), below(below(content, "spec"), "definition"));
            } catch (YamlEngineException e) {
                definitions.put(source.name(), Map.of());
            }
        });
    }

    /** The error in the use of a kamelet, or null. @param parameters of the endpoint, including {@code templateId} */
    String problem(Map<?, ?> parameters) {
        String name = String.valueOf(parameters.get("templateId"));
        Map<?, ?> definition = definitions.get(name);
        if (definition == null) {
            return "there is no kamelet " + name + NearestName.hint(name, definitions.keySet()) + "; expected: "
                    + String.join(", ", definitions.keySet());
        }
        List<String> missing = new ArrayList<>();
        if (definition.get("required") instanceof List<?> required) {
            required.stream().map(String::valueOf).filter(field -> !parameters.containsKey(field)).forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            return "the kamelet " + name + " needs more parameters; expected: " + String.join(", ", missing);
        }
        Set<String> known = new TreeSet<>(Set.of("templateId", "routeId", "noErrorHandler"));
        below(definition, "properties").keySet().forEach(field -> known.add(String.valueOf(field)));
        return definition.isEmpty() ? null : parameters.keySet().stream().map(String::valueOf)
                .filter(field -> !known.contains(field)).findFirst()
                .map(field -> "the kamelet " + name + " has no parameter " + field + NearestName.hint(field, known))
                .orElse(null);
    }

    private static Map<?, ?> below(Object node, String key) {
        return node instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
    }
}
