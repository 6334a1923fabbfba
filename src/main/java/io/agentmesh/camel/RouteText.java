package io.agentmesh.camel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a route file, which may be invalid YAML; lines count from 1. */
final class RouteText {

    private static final Pattern ENTRY = Pattern.compile("- *(\\w+):.*");
    private static final Pattern ID = Pattern.compile(" {2,6}id: *[\"']?([\\w.-]+)[\"']? *");

    private final RouteSource source;
    private final List<String> lines;
    private final List<Entry> entries = new ArrayList<>();

    /** An entry of the file's top level. @param end its last line */
    private record Entry(String kind, String id, int begin, int end) {
    }

    RouteText(RouteSource source) {
        this.source = source;
        this.lines = source.text().lines().toList();
        int begin = 0;
        for (int at = 1; at <= lines.size(); at++) {
            if (ENTRY.matcher(line(at)).matches()) {
                add(begin, at - 1);
                begin = at;
            }
        }
        add(begin, lines.size());
    }

    private void add(int begin, int end) {
        if (begin == 0) {
            return;
        }
        Matcher kind = ENTRY.matcher(line(begin));
        String id = "";
        for (int at = begin; kind.matches() && id.isEmpty() && at <= end; at++) {
            Matcher matcher = ID.matcher(line(at));
            id = matcher.matches() ? matcher.group(1) : "";
        }
        entries.add(new Entry(kind.group(1), id, begin, end));
    }

    private String line(int number) {
        return lines.get(number - 1);
    }

    /** @return the line that contains a text, 0 for none. @param id the route to search, or empty for all */
    int find(String text, String id) {
        for (Entry entry : entries) {
            for (int at = entry.begin(); (id.isEmpty() || id.equals(entry.id())) && at <= entry.end(); at++) {
                if (holds(line(at), text)) {
                    return at;
                }
            }
        }
        return 0;
    }

    /** As a word: {@code x:} isn't found in {@code max:}. */
    private static boolean holds(String line, String text) {
        int at = line.indexOf(text);
        while (at >= 0) {
            boolean begins = at == 0 || !isWord(line.charAt(at - 1)) || !isWord(text.charAt(0));
            int end = at + text.length();
            boolean ends = end == line.length() || !isWord(line.charAt(end)) || !isWord(text.charAt(text.length() - 1));
            if (begins && ends) {
                return true;
            }
            at = line.indexOf(text, at + 1);
        }
        return false;
    }

    private static boolean isWord(char character) {
        return Character.isLetterOrDigit(character) || character == '-' || character == '_' || character == '.';
    }

    /** @param line 0 where unknown */
    RouteFault fault(int line, String problem) {
        String route = entries.stream().filter(entry -> entry.begin() <= line && line <= entry.end())
                .filter(entry -> !entry.id().isEmpty())
                .map(entry -> (entry.kind().equals("route") ? "route " : entry.kind() + " ") + entry.id())
                .findFirst().orElse("");
        boolean shown = line > 0 && line <= lines.size() && !line(line).isBlank();
        return new RouteFault(String.valueOf(source.own()), line, route, problem, shown ? line(line).strip() : "");
    }
}
