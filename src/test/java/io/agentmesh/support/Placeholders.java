package io.agentmesh.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@code {{…}}} of routes, held against what {@code application.properties} declares. */
public final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    /** In SQL files, where camel-sql resolves no other. */
    private static final Pattern SIMPLE = Pattern.compile("\\$\\{properties:([\\w.-]+)}");

    private Placeholders() {
    }

    /** The names of the properties that a file uses, without inline defaults and marks of optionality. */
    public static Set<String> names(RouteFile file) {
        Set<String> names = new TreeSet<>();
        file.texts().forEach(text -> collect(text, names));
        return names;
    }

    /** Properties that a file uses and nobody declares. */
    public static List<String> undeclared(RouteFile file, DeclaredProperties declared) {
        List<String> complaints = new ArrayList<>();
        for (String name : names(file)) {
            if (declared.value(name) == null) {
                complaints.add(file.name() + ": {{" + name + "}} isn't declared in application.properties");
            }
        }
        return complaints;
    }

    /** Declared properties of ours that no route and no other property uses, and that are no setting. */
    public static List<String> unused(List<RouteFile> files, DeclaredProperties declared, Set<String> settings) {
        Set<String> used = new TreeSet<>(settings);
        files.forEach(file -> used.addAll(names(file)));
        declared.names().forEach(name -> collect(declared.value(name), used));
        return declared.names().stream().filter(name -> name.matches("(worker|server|demo)\\..*"))
                .filter(name -> !used.contains(name))
                .map(name -> name + " is declared, but no route uses it and it is no setting").toList();
    }

    /** The text with each placeholder replaced by its declared default, or by {@code unset} where that is empty. */
    public static String filled(String text, DeclaredProperties declared) {
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> {
            String value = declared.value(name(placeholder.group(1)));
            return Matcher.quoteReplacement(value == null || value.isBlank() ? "unset" : value);
        });
    }

    static boolean isIn(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    /** The properties that an SQL file reads, as {@code ${properties:name}}. */
    public static Set<String> namesInSql(String sql) {
        return SIMPLE.matcher(sql).results().map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void collect(String text, Set<String> names) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            names.add(name(placeholder.group(1)));
        }
    }

    private static String name(String inside) {
        String name = inside.strip().replaceFirst("^[?!]", "");
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
