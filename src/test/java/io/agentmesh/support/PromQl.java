package io.agentmesh.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression of Prometheus asks for; as much of the language as ours use. */
public final class PromQl {

    /** Of the scrape itself, not of what is scraped. */
    private static final Set<String> SCRAPE_LABELS = Set.of("job", "instance");
    private static final Set<String> WORDS = Set.of("sum", "max", "count", "by", "rate", "increase", "histogram_quantile",
            "min_over_time", "up");
    private static final Pattern METRIC = Pattern.compile("\\b((?:agentmesh|camel)_\\w+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

    private final String expression;

    public PromQl(String expression) {
        this.expression = expression;
    }

    /** @return what it asks for that isn't there */
    public List<String> missing(Scrape scrape) {
        Map<String, Set<String>> told = scrape.names();
        List<String> missing = new ArrayList<>();
        Set<String> labels = new TreeSet<>(SCRAPE_LABELS);
        Matcher metric = METRIC.matcher(expression);
        while (metric.find()) {
            Set<String> has = told.get(metric.group(1));
            if (has == null) {
                missing.add(metric.group(1) + " in: " + expression);
                continue;
            }
            labels.addAll(has);
            if (metric.group(2) != null) {
                MATCHER.matcher(metric.group(2)).results().map(match -> match.group(1))
                        .filter(label -> !has.contains(label) && !SCRAPE_LABELS.contains(label))
                        .forEach(label -> missing.add(metric.group(1) + "{" + label + "}"));
            }
        }
        GROUPING.matcher(expression).results().flatMap(match -> List.of(match.group(1).split(",\\s*")).stream())
                .filter(label -> !labels.contains(label)).forEach(label -> missing.add("label " + label + " in: " + expression));
        unknownWords().forEach(word -> missing.add(word + " in: " + expression));
        return missing;
    }

    /** Whether it asks for anything of ours. */
    public boolean isAboutWorkers() {
        return METRIC.matcher(expression).find();
    }

    private List<String> unknownWords() {
        String rest = GROUPING.matcher(METRIC.matcher(expression).replaceAll(" ")).replaceAll(" ")
                .replaceAll("\\{[^}]*}|\\[[^]]*]|\\b\\d[\\w.]*", " ");
        return Pattern.compile("[a-zA-Z_]\\w*").matcher(rest).results().map(word -> word.group())
                .filter(word -> !WORDS.contains(word)).toList();
    }
}
