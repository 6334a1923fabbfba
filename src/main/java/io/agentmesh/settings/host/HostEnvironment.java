package io.agentmesh.settings.host;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

import io.agentmesh.settings.value.SettingsException;

/**
 * The process's environment, as far as settings depend on it. Injected, so that a test needs no real one.
 *
 * @param variables     the environment variables
 * @param home          the user's home folder, for {@code ~}
 * @param workingFolder base of relative paths in flags and variables
 * @param systemConfig  the machine's configuration file, searched last
 * @param hostName      the machine's name, only read where no setting has one
 */
public record HostEnvironment(Map<String, String> variables, Path home, Path workingFolder, Path systemConfig,
        Supplier<String> hostName) {

    /** Home of a user without one, such as an id without an account; nothing is ever stored there. */
    private static final Path NO_HOME = Path.of("/nonexistent");

    /** Explains why a default path is missing. */
    private static final String HOMELESS = "HOME isn't set, and this user's id has no account with a home folder";

    public HostEnvironment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. {@code HOME} takes precedence over the user database, as in a shell. */
    public static HostEnvironment ofThisProcess() {
        Map<String, String> variables = System.getenv();
        return new HostEnvironment(variables, home(variables.getOrDefault("HOME", ""), System.getProperty("user.home", "")),
                Path.of("").toAbsolutePath(), Path.of("/etc/a2a-worker/config.json"), new HostName());
    }

    /** The first absolute path: a variable may be empty, and Java returns {@code ?} for a user without an account. */
    static Path home(String first, String second) {
        return first.startsWith("/") ? Path.of(first) : second.startsWith("/") ? Path.of(second) : NO_HOME;
    }

    /** The user database takes precedence over {@code HOME}. */
    public static Path homeOfAccount() {
        return home(System.getProperty("user.home", ""), System.getenv().getOrDefault("HOME", ""));
    }

    /**
     * @param home    the user's home folder
     * @param setting the setting whose default is below it
     * @param allowed what else may be set
     * @throws SettingsException where the user has no home
     */
    public static void requireHome(Path home, String setting, String allowed) {
        if (home.equals(NO_HOME)) {
            throw new SettingsException(setting + " is missing, and has no default: " + HOMELESS + "; allowed: " + allowed
                    + ", or HOME=DIR");
        }
    }

    /** The variable's value, or null where it is unset or empty, which is the same in a manifest or a unit file. */
    public String variable(String name) {
        String value = variables.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The default of state_dir (XDG base directories: a relative value is ignored). */
    public Path defaultStateFolder() {
        String xdg = variable("XDG_STATE_HOME");
        boolean given = xdg != null && xdg.startsWith("/");
        if (!given) {
            requireHome(home, "state_dir", "--state-dir DIR, A2A_STATE_DIR=DIR");
        }
        Path base = given ? Path.of(xdg) : home.resolve(".local/state");
        return base.resolve("a2a-worker").normalize();
    }
}
