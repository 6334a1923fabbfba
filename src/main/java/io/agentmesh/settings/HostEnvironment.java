package io.agentmesh.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What settings may depend on besides files and flags. Injected, so that a test needs no real environment.
 *
 * @param variables     the environment variables
 * @param home          the user's home folder: where {@code ~} leads
 * @param workingFolder what relative paths in flags and variables start from
 * @param systemConfig  the machine's configuration file, the last that is looked for
 * @param hostName      the machine's name, asked only where no setting gives one
 */
public record HostEnvironment(Map<String, String> variables, Path home, Path workingFolder, Path systemConfig,
        Supplier<String> hostName) {

    public HostEnvironment {
        variables = Map.copyOf(variables);
    }

    /** That of this process. {@code HOME} goes before the user database, as in a shell. */
    public static HostEnvironment ofThisProcess() {
        Map<String, String> variables = System.getenv();
        String home = variables.getOrDefault("HOME", "");
        return new HostEnvironment(variables,
                Path.of(home.startsWith("/") ? home : System.getProperty("user.home")),
                Path.of("").toAbsolutePath(), Path.of("/etc/a2a-worker/config.json"), new HostName());
    }

    /** The variable's value, or null where it is unset or empty, which is the same in a manifest or a unit file. */
    String variable(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Where the worker keeps its files unless told otherwise (XDG base directories: a relative value is ignored). */
    Path defaultStateFolder() {
        String xdg = variable("XDG_STATE_HOME");
        Path base = xdg != null && xdg.startsWith("/") ? Path.of(xdg) : home.resolve(".local/state");
        return base.resolve("a2a-worker").normalize();
    }
}
