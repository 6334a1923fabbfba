package io.agentmesh.settings.host;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

import io.agentmesh.settings.value.SettingsException;

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

    /** The home folder of a user who has none, as an id without an account; nothing is ever kept there. */
    private static final Path NO_HOME = Path.of("/nonexistent");

    /** The second half of a sentence that begins with what can't be found therefore. */
    private static final String HOMELESS = "HOME isn't set, and this user's id has no account with a home folder";

    public HostEnvironment {
        variables = Map.copyOf(variables);
    }

    /** That of this process. {@code HOME} goes before the user database, as in a shell. */
    public static HostEnvironment ofThisProcess() {
        Map<String, String> variables = System.getenv();
        return new HostEnvironment(variables, home(variables.getOrDefault("HOME", ""), System.getProperty("user.home", "")),
                Path.of("").toAbsolutePath(), Path.of("/etc/a2a-worker/config.json"), new HostName());
    }

    /** The first absolute one: a variable may be empty, and Java says {@code ?} of a user without an account. */
    static Path home(String first, String second) {
        return first.startsWith("/") ? Path.of(first) : second.startsWith("/") ? Path.of(second) : NO_HOME;
    }

    /** The user database goes before {@code HOME}. */
    public static Path homeOfAccount() {
        return home(System.getProperty("user.home", ""), System.getenv().getOrDefault("HOME", ""));
    }

    /**
     * @param home    the user's home folder
     * @param setting what would lie below it
     * @param allowed what else may be set
     * @throws SettingsException where the user has none
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

    /** Where the worker keeps its files unless told otherwise (XDG base directories: a relative value is ignored). */
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
