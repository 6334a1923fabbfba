package io.agentmesh.task;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What names tell: of variables, of fields, and where a setting lists some by a pattern. */
public final class Names {

    /** Marks the processes of a run; a worker that is itself a run's process hands its own mark on. */
    public static final String TRACKING_PREFIX = "AGENTMESH_RUN_";

    private static final Pattern SECRET = Pattern.compile("(?:.*_)?(?:KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|PASS|PASSPHRASE"
            + "|CREDENTIALS?|AUTHORIZATION|PAT)(?:_[0-9]+)?|(?:.*_)?(?:TOKEN|SECRET|PASSWORD|ACCESS_KEY|API_KEY)_.*");
    private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern WORKERS_OWN = Pattern.compile("(?:A2A_|AGENTMESH_|WATCHDOG_).*|NOTIFY_SOCKET"
            + "|INVOCATION_ID|OPENCODE_SERVER_PASSWORD");

    private Names() {
    }

    /**
     * Whether what the name stands for is to be hidden.
     *
     * @param name in whatever spelling: {@code MY_API_KEY}, {@code apiKey}, {@code x-api-key}
     */
    public static boolean isSecret(String name) {
        String words = WORD_BORDER.matcher(name).replaceAll("_").replace('-', '_').toUpperCase(Locale.ROOT);
        return SECRET.matcher(words).matches();
    }

    /** Whether a variable is the worker's own, which no setting gives to an agent. */
    public static boolean isWorkersOwn(String variable) {
        return WORKERS_OWN.matcher(variable).matches() && !variable.startsWith(TRACKING_PREFIX);
    }

    /** @param patterns names in which {@code *} stands for any characters; none match nothing */
    public static Pattern like(Collection<String> patterns) {
        return patterns.isEmpty() ? Pattern.compile("(?!)") : Pattern.compile(patterns.stream()
                .map(name -> Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|")), Pattern.DOTALL);
    }
}
