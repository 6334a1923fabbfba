package io.agentmesh.agent.workspace;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.agentmesh.task.Names;
import io.agentmesh.task.text.Mask;

/**
 * The environment of an agent: the variables that the {@link EnvironmentRule} allows, without any that holds a secret
 * of the worker, and those that the kind of agent needs.
 */
public final class AgentEnvironment {

    private final Map<String, String> inherited;
    private final Function<Path, Map<String, String>> added;

    /**
     * @param environment the worker's own
     * @param rule        which of its variables an agent may have
     * @param ownSecrets  the worker's token and the like, which no inherited variable may hold
     * @param added       variables of the kind of agent, by the real path of its working folder
     */
    public AgentEnvironment(Map<String, String> environment, EnvironmentRule rule, Collection<String> ownSecrets,
            Function<Path, Map<String, String>> added) {
        Map<String, String> selected = new HashMap<>(rule.select(environment));
        selected.values().removeIf(value -> ownSecrets.stream().anyMatch(secret -> holds(value, secret)));
        this.inherited = Map.copyOf(selected);
        this.added = added;
    }

    private AgentEnvironment(Map<String, String> inherited, Function<Path, Map<String, String>> added) {
        this.inherited = inherited;
        this.added = added;
    }

    /** The environment of a command of the worker's own that needs variables which the agent doesn't get. */
    public AgentEnvironment with(Map<String, String> more) {
        return new AgentEnvironment(inherited, folder -> {
            Map<String, String> all = new HashMap<>(added.apply(folder));
            all.putAll(more);
            return all;
        });
    }

    /** A short secret is ignored: it may occur in anything, such as PATH. */
    private static boolean holds(String value, String secret) {
        return secret.length() < Mask.MIN_LENGTH ? value.equals(secret) : value.contains(secret);
    }

    /** The worker's variables that the agent inherits. */
    public Map<String, String> inherited() {
        return inherited;
    }

    /**
     * The variable that marks every process of a run. The name is unique, so that a nested worker adds its own.
     *
     * @param temporary the run's folder, which makes the name unique on this machine: two workers of two servers may
     *                  run tasks of one id
     */
    public static String tracking(String run, Path temporary) {
        return prefix(run) + word(temporary.getFileName().toString());
    }

    /** Matches the tracking variables of a run whose temporary folder is unknown. */
    public static Pattern trackings(String run) {
        return Pattern.compile(Pattern.quote(prefix(run)) + word(TemporaryFolder.PREFIX) + "[0-9a-z]+");
    }

    /** The temporary folder of a run, from the end of its variable's name. */
    public static Path temporary(String tracking) {
        return TemporaryFolder.called(tracking.substring(tracking.lastIndexOf('_') + 1));
    }

    private static String prefix(String run) {
        return Names.TRACKING_PREFIX + word(run + "_");
    }

    private static String word(String text) {
        return text.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /** @param temporary where the agent's temporary files go */
    public Map<String, String> of(Path folder, Path temporary, String tracking) {
        Map<String, String> result = new HashMap<>(inherited);
        // Some agents prefer PWD to their working directory.
        result.put("PWD", folder.toString());
        result.put("TMPDIR", temporary.toString());
        result.put(tracking, "1");
        result.putAll(added.apply(folder));
        return result;
    }
}
