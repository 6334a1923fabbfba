package io.agentmesh.camel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import io.agentmesh.camel.extension.CamelUri;
import io.agentmesh.settings.value.NearestName;

/** Finds errors in routes that Camel accepts silently, before the start. */
public final class RouteCheck {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([^{}:]+)(?::([^{}]*))?}}");
    /** Parameters of endpoints and kamelets that are paths and become part of a URI. */
    private static final List<String> PATHS = List.of("directoryName", "folder", "executable", "program", "workingDir");

    private final List<RouteSource> sources;
    private final UnaryOperator<String> properties;
    private final Kamelets kamelets;
    private final Set<String> directs = new TreeSet<>();
    private final Set<String> ids = new TreeSet<>();
    private final Set<String> configurations = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    /** @param properties the value of a property, or null */
    public RouteCheck(List<RouteSource> sources, UnaryOperator<String> properties) {
        this.sources = sources;
        this.properties = properties;
        this.kamelets = new Kamelets(sources.stream());
    }

    /**
     * Errors in the integrator's files, and in properties that name a route.
     *
     * @param naming properties whose value names a {@code direct:}
     */
    public List<String> faults(List<String> naming) {
        Map<RouteSource, List<?>> own = new LinkedHashMap<>();
        for (RouteSource source : sources) {
            if (source.own() == null && !source.isKamelet() && !source.file().startsWith("errors.")) {
                // The endpoint of a built-in route has its id.
                ids.addAll(source.builtInRoutes());
                directs.addAll(ids);
            } else if (!source.isKamelet()) {
                own.put(source, entries(source));
            }
        }
        own.forEach((source, entries) -> entries.forEach(entry -> add((Map<?, ?>) entry, source)));
        own.forEach((source, entries) -> {
            if (source.own() != null) {
                visit(entries, new RouteText(source));
                checkWhole(source);
            }
        });
        for (String property : naming) {
            String direct = properties.apply(property);
            if (direct != null && !direct.isBlank() && !directs.contains(direct.strip())) {
                faults.add(property + ": no route is entered as direct:" + direct.strip()
                        + NearestName.hint(direct.strip(), directs));
            }
        }
        return List.copyOf(faults);
    }

    /** A file that replaces several routes must have all of them, as other routes call them. */
    private void checkWhole(RouteSource source) {
        List<String> replaced = source.builtIn() == null ? List.of() : source.builtInRoutes();
        if (replaced.size() > 1) {
            replaced.stream().filter(route -> !ids.contains(route)).forEach(route -> faults.add(new RouteText(source)
                    .fault(0, "the route " + route + " is missing; expected: all routes of the file that it replaces")
                    .sentence()));
        }
    }

    private List<?> entries(RouteSource source) {
        try {
            Object content = new Load(LoadSettings.builder().build()).loadFromString(source.text());
            if (content instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
                return list;
            }
            if (source.own() != null) {
                faults.add(new RouteText(source).fault(content == null ? 0 : 1, content == null ? "the file is empty"
                        : "expected: a list of routes, each as \"- route:\"").sentence());
            }
        } catch (YamlEngineException e) {
            new RouteDiagnosis(List.of(source)).explain(e).ifPresent(faults::add);
        }
        return List.of();
    }

    private void add(Map<?, ?> map, RouteSource source) {
        if (map.get("routeConfiguration") instanceof Map<?, ?> configuration) {
            configurations.add(String.valueOf(configuration.get("id")));
        }
        if (map.get("route") instanceof Map<?, ?> route) {
            String id = String.valueOf(route.get("id"));
            if (route.get("id") != null && !ids.add(id)) {
                addFault(new RouteText(source), "id: " + id, "the id " + id + " is another route's; expected: one of its "
                        + "own, or a file of that route's name to replace it");
            }
            String direct = route.get("from") instanceof Map<?, ?> from ? direct(from) : null;
            if (direct != null && !directs.add(direct)) {
                addFault(new RouteText(source), direct, "another route is entered as direct:" + direct
                        + " already; expected: a name of its own, or a file of that route's name to replace it");
            }
        }
    }

    private void visit(Object node, RouteText text) {
        if (node instanceof List<?> list) {
            list.forEach(item -> visit(item, text));
        } else if (node instanceof Map<?, ?> map) {
            String direct = direct(map);
            if (direct != null && !directs.contains(direct)) {
                addFault(text, direct, "no route is entered as direct:" + direct + NearestName.hint(direct, directs));
            }
            if (map.get("parameters") instanceof Map<?, ?> parameters && parameters.get("templateId") != null) {
                String problem = kamelets.problem(parameters);
                if (problem != null) {
                    addFault(text, "templateId: " + parameters.get("templateId"), problem);
                }
            }
            if (map.get("parameters") instanceof Map<?, ?> parameters) {
                PATHS.forEach(name -> checkPath(parameters.get(name), text));
            }
            if (map.get("routeConfigurationId") instanceof String ids) {
                checkConfigurations(ids, text);
            }
            if (map.get("exception") instanceof List<?> names) {
                names.forEach(name -> checkClass(String.valueOf(name), text));
            }
            map.values().forEach(value -> visit(value, text));
        }
    }

    private void checkConfigurations(String ids, RouteText text) {
        for (String id : ids.split(",")) {
            String name = filled(id.strip());
            if (name != null && !name.contains("*") && !configurations.contains(name)) {
                addFault(text, name, "there is no routeConfiguration " + name + NearestName.hint(name, configurations)
                        + "; expected: " + String.join(", ", configurations));
            }
        }
    }

    /** Only fixed paths: one with an expression is known only at runtime. */
    private void checkPath(Object value, RouteText text) {
        String path = value instanceof String named && !named.contains("${") ? filled(named) : null;
        if (path != null) {
            CamelUri.problem(path).ifPresent(problem -> addFault(text, String.valueOf(value),
                    "expected a path of another name; found " + path + ", " + problem));
        }
    }

    private void checkClass(String name, RouteText text) {
        try {
            Class.forName(name, false, RouteCheck.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            addFault(text, name, "there is no class " + name);
        }
    }

    private void addFault(RouteText text, String about, String problem) {
        int line = text.find("name: " + about, "");
        faults.add(text.fault(line > 0 ? line : text.find(about, ""), problem).sentence());
    }

    /** The name of a {@code direct:} endpoint, or null, as for one that is known only at runtime. */
    private String direct(Map<?, ?> endpoint) {
        String uri = String.valueOf(endpoint.get("uri"));
        String name = uri.startsWith("direct:") ? uri.substring("direct:".length()).replaceFirst("\\?.*", "")
                : uri.equals("direct") && endpoint.get("parameters") instanceof Map<?, ?> parameters
                        ? String.valueOf(parameters.get("name")) : null;
        return name == null || name.contains("${") ? null : filled(name);
    }

    /** Null where a property is missing, which Camel reports. */
    private String filled(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = properties.apply(matcher.group(1).strip());
            if (value == null && matcher.group(2) == null) {
                return null;
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value == null ? matcher.group(2) : value));
        }
        return matcher.appendTail(filled).toString();
    }
}
