package io.agentmesh.camel.overlay;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.agentmesh.settings.source.ProgramFile;
import io.agentmesh.settings.value.SettingsException;

/**
 * Built-in routes that have another name now, or are a part of another one: {@code routes/renamed.properties}. A file that
 * was to replace one of them would be a route that nobody enters, so it stops the start instead.
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

    /** @return the route that took over, or null. @param name without {@code .camel.yaml} */
    public String now(String name) {
        return names.get(name);
    }

    /** @throws SettingsException that names the new route of the first file that has an old one's name */
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
