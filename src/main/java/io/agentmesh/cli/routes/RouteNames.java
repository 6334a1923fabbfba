package io.agentmesh.cli.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import io.agentmesh.camel.RouteSource;

/** Lists the routes, kamelets and statements in files. */
final class RouteNames {

    private RouteNames() {
    }

    /**
     * A route, a named error handler, a kamelet, or the beans of a file.
     *
     * @param file  its name in a folder of routes
     * @param from  {@code built-in}, {@code replaced} or {@code added}
     * @param path  of the integrator's file, or null
     * @param stage the folder of its file, such as {@code claim}; may be empty
     */
    record Row(String id, String file, String from, String path, String stage, String description) {

        /** The file's name, as {@code show} takes it. */
        String name() {
            return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.(camel|kamelet)\\.yaml$", "");
        }
    }

    /** For an unreadable file, one row with the reason. */
    static List<Row> of(RouteSource source) {
        List<Row> rows = new ArrayList<>();
        if (source.isSql()) {
            return List.of(row(source, source.name(), "holds a statement in SQL"));
        }
        try {
            Object content = new Load(LoadSettings.builder().build()).loadFromString(source.text());
            if (source.isKamelet()) {
                rows.add(row(source, source.name(), text(content, "spec", "definition", "description")));
            } else if (content instanceof List<?> entries) {
                entries.forEach(entry -> add(source, entry, rows));
            }
        } catch (YamlEngineException e) {
            rows.add(row(source, source.name(), "can't be read: " + e.getMessage().replaceAll("\\s+", " ")));
        }
        return rows;
    }

    private static void add(RouteSource source, Object entry, List<Row> rows) {
        for (String kind : List.of("route", "routeConfiguration", "rest")) {
            if (text(entry, kind, "id") != null) {
                rows.add(row(source, text(entry, kind, "id"), text(entry, kind, "description")));
                return;
            }
        }
        rows.add(row(source, source.name(), entry instanceof Map<?, ?> map ? "holds " + map.keySet().iterator().next()
                : "holds no route"));
    }

    private static Row row(RouteSource source, String id, String description) {
        String from = source.own() == null ? "built-in" : source.builtIn() == null ? "added" : "replaced";
        return new Row(id, source.file(), from, source.own() == null ? null : source.own().toString(), source.stage(),
                description == null ? "" : description);
    }

    private static String text(Object node, String... path) {
        Object at = node;
        for (String key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at == null ? null : String.valueOf(at).strip();
    }

    /** Suggests a name for an unknown one. */
    static String hint(String name, Collection<RouteSource> sources) {
        for (RouteSource source : sources) {
            if (source.name().contains(name) || name.contains(source.name())
                    || of(source).stream().anyMatch(row -> row.id().equals(name))) {
                return " (did you mean " + source.name() + "?)";
            }
        }
        return "; 'agentmesh routes list' names them all";
    }
}
