package io.agentmesh.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether each {@code direct:} leads to a route, and each route that is entered so has somebody who enters it. */
public final class DirectLinks {

    private static final Pattern TEXT = Pattern.compile("direct:([a-z][a-z0-9-]*)");

    private final DeclaredProperties declared;
    private final Set<String> outside;

    /**
     * @param declared what placeholders in names stand for
     * @param outside  names that Java sends to, or that integrators are told of
     */
    public DirectLinks(DeclaredProperties declared, Set<String> outside) {
        this.declared = declared;
        this.outside = outside;
    }

    /** The names in {@code direct:…} in any text, such as a Java source. */
    public static Set<String> namesIn(String text) {
        Set<String> names = new TreeSet<>();
        Matcher direct = TEXT.matcher(text);
        while (direct.find()) {
            names.add(direct.group(1));
        }
        return names;
    }

    /** @param files all route files that run in one program */
    public List<String> complaints(List<RouteFile> files) {
        Set<String> entered = new TreeSet<>();
        Set<String> patterns = new TreeSet<>();
        Set<String> entrances = new TreeSet<>();
        for (RouteFile file : files) {
            file.eachField((field, value) -> collect(value, field.equals("from") ? entrances : entered, patterns));
            file.texts().forEach(text -> entered.addAll(namesIn(text.startsWith("direct:{{")
                    ? Placeholders.filled(text, declared) : text)));
        }
        List<String> complaints = new ArrayList<>();
        entered.stream().filter(name -> !entrances.contains(name))
                .forEach(name -> complaints.add("direct:" + name + " leads to no route"));
        entrances.stream().filter(name -> !entered.contains(name) && !outside.contains(name))
                .filter(name -> patterns.stream().noneMatch(name::matches))
                .forEach(name -> complaints.add("nobody enters direct:" + name));
        return complaints;
    }

    private void collect(JsonNode value, Set<String> names, Set<String> patterns) {
        if (!value.path("uri").asText().equals("direct")) {
            return;
        }
        String name = value.path("parameters").path("name").asText();
        if (name.contains("${")) {
            patterns.add(Pattern.compile("\\$\\{[^}]*}").splitAsStream(name + " ")
                    .map(part -> Pattern.quote(part.strip())).reduce((a, b) -> a + ".+" + b).orElse(""));
        } else if (!name.contains("{{") || !Placeholders.filled(name, declared).equals("unset")) {
            names.add(Placeholders.filled(name, declared));
        }
    }
}
