package io.agentmesh.camel.overlay;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.agentmesh.settings.source.ProgramFile;
import io.agentmesh.settings.value.SettingsException;

/**
 * Former names of built-in routes that were renamed or merged: {@code routes/renamed.properties}. A file with such a
 * name would be a route that no other calls, so it stops the start.
 */
public final class RenamedRoutes {

    private static final String TABLE = "/routes/renamed.properties";

    private final Map<String, String> names = new HashMap<>();

    private RenamedRoutes(String program) {
        Properties table = ProgramFile.properties(RenamedRoutes.class, TABLE);
        table.stringPropertyNames().stream().filter(key -> key.startsWith(program + "."))
                .forEach(key -> names.put(key.substring(program.length() + 1), table.getProperty(key)));
    }

    /** @param builtIn a program's folder in the jar, such as {@code routes/worker} */
    public static RenamedRoutes of(String builtIn) {
        return new RenamedRoutes(builtIn.substring(builtIn.lastIndexOf('/') + 1));
    }

    /** @return the current route, or null. @param name without {@code .camel.yaml} */
    public String now(String name) {
        return names.get(name);
    }

    /** @throws SettingsException with the current name for the first file that has a former one */
    public void check(List<Path> own, String suffix) {
        for (Path file : own) {
            String name = file.getFileName().toString();
            String now = now(name.substring(0, name.length() - suffix.length()));
            if (now != null) {
                throw new SettingsException("routes: " + file + " would replace a route that is now in " + now + suffix
                        + ": give the file that name, after a look at 'agentmesh routes show " + now + "'");
            }
        }
    }
}
