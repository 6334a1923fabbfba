package io.agentmesh.camel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of Camel (4.17, as measured), what to search for in the file, and how to explain it.
 *
 * @param message pattern of Camel's message
 * @param about   the text in the line at fault, with {@code $1} for the groups of the message
 * @param problem the explanation, likewise
 */
record RouteReason(Pattern message, String about, String problem) {

    /** The more specific ones first. */
    static final List<RouteReason> ALL = List.of(
            of("Property with key \\[([^\\]]+)] not found", "{{$1",
                    "there is no property $1; expected: one of application.properties, or of the file that --properties names"),
            of("No bean could be found in the registry (?:for|with name): ?([\\w.-]+)", "$1",
                    "there is no bean $1; expected: one that a file declares under beans, or that the built-in routes use"),
            of("NoSuchBeanException: [^\\n]*?(?:for|id|bean): ?([\\w.-]+)", "$1",
                    "there is no bean $1; expected: one that a file declares under beans, or that the built-in routes use"),
            of("No endpoint could be found for: ([a-z0-9.+-]+)", "uri: $1",
                    "there is no component $1 in this program; expected: one such as direct, exec, file, http or kamelet"),
            of("resolve endpoint: ([a-z0-9.+-]+):(?s:.*)Unknown parameters=\\[\\{([\\w.-]+)=", "$2",
                    "$1 has no option $2"),
            of("SimpleIllegalSyntaxException: (.*) at location (-?\\d+)\\n([^\\n]+)\\n", "$3",
                    "the expression can't be read: $1, at character $2"),
            of("Duplicate route ids detected: ([\\w.-]+)", "id: $1",
                    "the id $1 is another route's; expected: one of its own, or a file of that route's name to replace it"),
            of("Multiple consumers for the same endpoint is not allowed: direct://([\\w.-]+)", "name: $1",
                    "another route is entered as direct:$1 already; expected: a file of that route's name to replace it"),
            of("Route ([\\w.-]+) has no output", "id: $1", "the route has no steps; expected: from.steps with at least one"),
            of("ClassNotFoundException: ([\\w.$]+)", "$1", "there is no class $1"),
            of("from template: ([\\w.-]+)(?s:.*)mandatory parameters must be provided: ([^\\n]+)", "templateId: $1",
                    "the kamelet $1 needs more parameters; expected: $2"),
            of("from template: ([\\w.-]+)(?s:.*)Resource not found", "templateId: $1",
                    "there is no kamelet $1; expected: a file kamelets/$1.kamelet.yaml, or a built-in one"),
            of("Cannot find resource: classpath:(sql/[\\w.-]+)", "classpath:$1",
                    "there is no file $1; expected: one in the folder sql beside the routes, or a built-in one"),
            of("Error binding property \\(([\\w.-]+)=([^)]*)\\)", "$1",
                    "$1 can't be set to $2"),
            of("Resource is empty: file:(\\S+)", "", "the file is empty"));

    /** A recognised message. @param about the text in the line at fault */
    record Found(String about, String problem) {
    }

    private static RouteReason of(String message, String about, String problem) {
        return new RouteReason(Pattern.compile(message), about, problem);
    }

    Optional<Found> in(CharSequence messages) {
        Matcher matcher = message.matcher(messages);
        return about.isEmpty() || !matcher.find() ? Optional.empty()
                : Optional.of(new Found(filled(about, matcher), filled(problem, matcher)));
    }

    private static String filled(String template, Matcher matcher) {
        String filled = template;
        for (int i = 1; i <= matcher.groupCount(); i++) {
            filled = filled.replace("$" + i, matcher.group(i).strip());
        }
        return filled;
    }
}
