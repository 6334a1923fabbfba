package io.agentmesh.agent.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.agentmesh.task.Names;

/**
 * Which variables an agent gets: those that programs need to run at all, those of the usual model providers, and those
 * of the setting {@code agent_env}. All others are withheld, so that no agent can leak them.
 */
public final class EnvironmentRule {

    /** {@code *} matches any characters. SSH_AUTH_SOCK isn't included: it lends the user's keys. */
    static final List<String> USUAL = List.of("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "LC_*", "TZ",
            "TERM", "COLORTERM", "NO_COLOR", "XDG_*", "GIT_AUTHOR_*", "GIT_COMMITTER_*",
            "JAVA_HOME", "GOROOT", "GOPATH", "CARGO_HOME", "RUSTUP_HOME", "NVM_DIR", "PYENV_ROOT", "VIRTUAL_ENV",
            "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy",
            "SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE",
            "GIT_SSL_CAINFO", "*_API_KEY", "AWS_*", "AZURE_*", "GOOGLE_*", "VERTEX_*", Names.TRACKING_PREFIX + "*");

    private final Pattern allowed;
    private final Map<String, String> fixed = new LinkedHashMap<>();

    /** @param added names, patterns, and {@code NAME=value} */
    public EnvironmentRule(List<String> added) {
        List<String> names = new ArrayList<>(USUAL);
        for (String item : added) {
            int at = item.indexOf('=');
            if (at < 0) {
                names.add(item);
            } else {
                fixed.put(item.substring(0, at), item.substring(at + 1));
            }
        }
        allowed = Names.like(names);
    }

    /** The allowed part of the worker's environment, with the variables that the setting adds. */
    Map<String, String> select(Map<String, String> environment) {
        Map<String, String> selected = new LinkedHashMap<>(environment);
        selected.keySet().removeIf(name -> !allowed.matcher(name).matches());
        selected.putAll(fixed);
        selected.keySet().removeIf(Names::isWorkersOwn);
        return selected;
    }
}
