package io.agentmesh.task;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for names: of secrets, of variables, and patterns in settings. */
public final class Names {

    /** Prefix of the variable that marks a run's processes; a worker inside a run passes the outer mark on. */
    public static final String TRACKING_PREFIX = "AGENTMESH_RUN_";

    private static final Pattern SECRET = Pattern.compile("(?:.*_)?(?:KEY|APIKEY|TOKEN|SECRET|PASSWORD|PASSWD|PASS|PASSPHRASE"
            + "|CREDENTIALS?|AUTHORIZATION|PAT)(?:_[0-9]+)?|(?:.*_)?(?:TOKEN|SECRET|PASSWORD|ACCESS_KEY|API_KEY)_.*");
    private static final Pattern WORD_BORDER = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern WORKERS_OWN = Pattern.compile("(?:A2A_|AGENTMESH_|WATCHDOG_).*|NOTIFY_SOCKET"
            + "|INVOCATION_ID|OPENCODE_SERVER_PASSWORD");

    private Names() {
    }

    /**
     * Whether the value of that name is a secret.
     *
     * @param name in any spelling: {@code MY_API_KEY}, {@code apiKey}, {@code x-api-key}
     */
    public static boolean isSecret(String name) {
        String words = WORD_BORDER.matcher(name).replaceAll("_").replace('-', '_').toUpperCase(Locale.ROOT);
        return SECRET.matcher(words).matches();
    }

    /** Whether a variable is the worker's own, which agents never get. */
    public static boolean isWorkersOwn(String variable) {
        return WORKERS_OWN.matcher(variable).matches() && !variable.startsWith(TRACKING_PREFIX);
    }

    /** @param patterns names with {@code *} as a wildcard; an empty list matches nothing */
    public static Pattern like(Collection<String> patterns) {
        return patterns.isEmpty() ? Pattern.compile("(?!)") : Pattern.compile(patterns.stream()
                .map(name -> Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|")), Pattern.DOTALL);
    }
}
