package io.agentmesh.camel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

import io.agentmesh.settings.value.NearestName;

/**
 * Explains why Camel rejects an integrator's file. Camel reports the route and the reason, but the line only for errors
 * in the YAML itself; so the line is searched for by the subject of the reason.
 */
public final class RouteDiagnosis {

    private static final Pattern UNKNOWN_NAME =
            Pattern.compile("(?:Unknown node id|Unsupported field|Unknown expression with id): (\\S+)");
    private static final Pattern ROUTE = Pattern.compile("Failed to (?:create|start) route:? ([\\w.-]+)");
    private static final Pattern FILE = Pattern.compile("(file:.+?\\.yaml)");
    private static final int MAX_LIST = 12;

    private final List<RouteSource> own;

    /** @param sources the loaded files */
    public RouteDiagnosis(List<RouteSource> sources) {
        own = sources.stream().filter(source -> source.own() != null).toList();
    }

    /** @return a line or two for people, or empty where no file of the integrator is at fault */
    public Optional<String> explain(Throwable failure) {
        StringBuilder all = new StringBuilder();
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYamlEngineException marked) {
                return yaml(marked);
            }
            all.append(cause.getClass().getSimpleName()).append(": ").append(cause.getMessage()).append('\n');
            root = cause;
        }
        String route = group(ROUTE, all).orElse("");
        Optional<RouteFault> fault = RouteReason.ALL.stream()
                .flatMap(reason -> reason.in(all).stream())
                .flatMap(found -> locate(found, route).stream()).findFirst();
        return (fault.isPresent() ? fault : byRoute(route, root, all)).map(RouteFault::sentence);
    }

    private Optional<RouteFault> locate(RouteReason.Found found, String route) {
        for (String id : route.isEmpty() ? List.of("") : List.of(route, "")) {
            for (RouteSource source : own) {
                RouteText text = new RouteText(source);
                int line = text.find(found.about(), id);
                if (line > 0) {
                    return Optional.of(text.fault(line, found.problem()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RouteFault> byRoute(String route, Throwable root, CharSequence all) {
        String problem = firstLine(root.getMessage());
        if (!route.isEmpty()) {
            Optional<RouteFault> fault = locate(new RouteReason.Found("id: " + route, problem), "");
            if (fault.isPresent()) {
                return fault;
            }
        }
        String file = group(FILE, all).orElse("");
        return own.stream().filter(source -> source.uri().equals(file)).findFirst()
                .map(source -> new RouteText(source).fault(0, problem));
    }

    private Optional<String> yaml(MarkedYamlEngineException failure) {
        Optional<Mark> mark = failure.getProblemMark();
        String at = mark.map(Mark::getName).orElse("") + " ";
        for (RouteSource source : own) {
            if (at.contains(source.own() + " ") || at.contains(source.uri() + " ") || own.size() == 1) {
                int line = mark.map(Mark::getLine).orElse(-1) + 1;
                return Optional.of(fault(source, line, failure).sentence());
            }
        }
        return Optional.empty();
    }

    private static RouteFault fault(RouteSource source, int line, MarkedYamlEngineException failure) {
        String problem = String.valueOf(failure.getProblem()).replaceAll("\\s+", " ").strip();
        RouteText text = new RouteText(source);
        Optional<String> name = group(UNKNOWN_NAME, problem);
        if (name.isEmpty()) {
            return text.fault(line, problem.startsWith("Node type") || problem.startsWith("Unable")
                    ? "it isn't as Camel expects it: " + problem : "it is no YAML: " + problem);
        }
        // Camel marks the value, or the object around it.
        NodeLocation place = NodeLocation.of(name.get(), source.text()).stream()
                .min(Comparator.comparingInt(one -> Math.abs(one.line() - line)))
                .orElse(new NodeLocation(line, List.of()));
        return text.fault(place.line(), name.get() + " isn't known here" + expected(name.get(), place));
    }

    private static String expected(String name, NodeLocation place) {
        Set<String> allowed = new YamlVocabulary().at(place.parent());
        allowed.remove(name);
        String hint = NearestName.hint(name, allowed);
        List<String> shown = new ArrayList<>(allowed);
        String more = shown.size() > MAX_LIST ? ", …" : "";
        return hint + (shown.isEmpty() ? "" : "; expected: "
                + String.join(", ", shown.subList(0, Math.min(MAX_LIST, shown.size()))) + more);
    }

    private static String firstLine(String text) {
        return String.valueOf(text).strip().lines().findFirst().orElse("");
    }

    private static Optional<String> group(Pattern pattern, CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
