package io.agentmesh.worker.forge;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.text.OneLine;

/** What a push was asked for, checked. */
final class ForgePush {

    /** The variable of git's own environment that holds the token. */
    static final String TOKEN = "AGENTMESH_PUSH_TOKEN";

    private static final String NONE = "-";
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+");

    private final Map<String, String> values;

    /**
     * @param values {@code remote}, {@code branch}, {@code protected} (names, separated by blanks), {@code force},
     *               {@code run-hooks}, {@code token-variable} and {@code token-url}
     */
    ForgePush(Map<String, String> values) {
        this.values = values;
        refuseIf(branch().isEmpty() || branch().startsWith("-"), "'" + branch() + "' is no branch that can be pushed");
        refuseIf(Arrays.asList(values.getOrDefault("protected", "").split(" ")).contains(branch()),
                "the branch " + branch() + " isn't pushed, as it is protected");
        refuseIf(remote().isEmpty() || remote().startsWith("-"), "'" + remote() + "' is no remote");
        boolean hasToken = !tokenVariable().equals(NONE);
        refuseIf(hasToken && !ORIGIN.matcher(tokenUrl()).matches(),
                "tokenUrl: it is http(s)://HOST, the only address that gets the token in " + tokenVariable());
    }

    private static void refuseIf(boolean refused, String reason) {
        if (refused) {
            throw new RefusedTaskException(reason);
        }
    }

    String branch() {
        return OneLine.of(values.get("branch"));
    }

    String remote() {
        return values.get("remote");
    }

    /** Whether the remote isn't a name that the repository's configuration explains. */
    boolean isAddress() {
        return remote().contains("/") || remote().contains(":");
    }

    boolean isForced() {
        return Boolean.parseBoolean(values.get("force"));
    }

    boolean runsHooks() {
        return Boolean.parseBoolean(values.get("run-hooks"));
    }

    String tokenVariable() {
        return values.get("token-variable");
    }

    String tokenUrl() {
        return values.get("token-url");
    }

    /** Whether that is where the token may be sent: same scheme, host and port. */
    boolean isForToken(String url) {
        return !tokenVariable().equals(NONE) && origin(url).equals(origin(tokenUrl()));
    }

    private static String origin(String url) {
        try {
            URI uri = URI.create(url);
            return (uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    /** A path that a remote names is relative to the repository. */
    static String absolute(String url, Path folder) {
        return url.contains(":") || url.startsWith("/") || url.startsWith("~") ? url : folder.resolve(url).normalize().toString();
    }
}
