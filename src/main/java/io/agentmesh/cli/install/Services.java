package io.agentmesh.cli.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The running service manager, if there is one with these units. */
final class Services {

    private final Layout layout;
    private final boolean isThere;

    /** @param variables the environment, which names the user's own service manager */
    Services(Layout layout, Map<String, String> variables) {
        this.layout = layout;
        Path place = layout.forUser() ? Path.of(variables.getOrDefault("XDG_RUNTIME_DIR", "/none"), "systemd")
                : Path.of("/run/systemd/system");
        this.isThere = layout.isLive() && Files.isDirectory(place) && Tools.has("systemctl");
    }

    /** Makes systemd read the units again. */
    void reload() {
        if (isThere) {
            Tools.run(systemctl("daemon-reload"), "");
        }
    }

    boolean isRunning(String unit) {
        return isThere && Tools.call(systemctl("is-active", "--quiet", unit), "").exit() == 0;
    }

    /** Stops and disables all units of the program. */
    void stopAll() {
        if (isThere) {
            // An unmatched pattern is no error, unlike an unknown name.
            Tools.run(systemctl("stop", "agentmesh-worker*.service", "agentmesh-server*.service"), "");
            List<String> enabled = enabled();
            if (!enabled.isEmpty()) {
                List<String> command = systemctl("disable");
                command.addAll(enabled);
                Tools.run(command, "");
            }
        }
    }

    /** The enabled units: links of systemd, also to instances whose unit is gone. */
    private List<String> enabled() {
        Path links = layout.on(layout.enabledUnits());
        try (Stream<Path> files = Files.exists(links) ? Files.walk(links, 2) : Stream.empty()) {
            return files.filter(file -> Files.isSymbolicLink(file) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("agentmesh-(worker(@.*)?|server)\\.service")).distinct().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The beginning of a command line for this service manager. */
    List<String> systemctl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        if (layout.forUser()) {
            command.add("--user");
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
