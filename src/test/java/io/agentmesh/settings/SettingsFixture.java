package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.source.WorkerSettingsReader;
import io.agentmesh.settings.value.SettingsException;

/** A machine in a folder: its own home, working folder and system configuration, and nothing of the real one. */
public final class SettingsFixture {

    public final Path root;
    public final Path home;
    final Path work;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<WorkerSetting, List<String>> flags = new LinkedHashMap<>();
    private String config;
    private String properties;
    private String hostName = "build-box";

    public SettingsFixture(Path folder) {
        try {
            root = folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        home = folder("home/ann");
        work = folder("work");
    }

    public Path folder(String path) {
        try {
            return Files.createDirectories(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file(String path, String content) {
        try {
            folder(root.relativize(root.resolve(path).getParent()).toString());
            return Files.writeString(root.resolve(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path userConfig(String json) {
        return file("home/ann/.config/a2a-worker/config.json", json);
    }

    Path systemConfig(String json) {
        return file("etc/a2a-worker/config.json", json);
    }

    public SettingsFixture variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public SettingsFixture flag(WorkerSetting setting, String value) {
        flags.computeIfAbsent(setting, any -> new ArrayList<>()).add(value);
        return this;
    }

    public SettingsFixture server() {
        return flag(WorkerSetting.SERVER_URL, "http://127.0.0.1:8000");
    }

    public SettingsFixture config(Path file) {
        config = file.toString();
        return this;
    }

    SettingsFixture properties(Path file) {
        properties = file.toString();
        return this;
    }

    public SettingsFixture hostName(String name) {
        hostName = name;
        return this;
    }

    ResolvedSettings resolve() {
        HostEnvironment host = new HostEnvironment(variables, home, work, root.resolve("etc/a2a-worker/config.json"),
                () -> hostName);
        return new WorkerSettingsReader(host).read(new SettingsFlags(config, properties, flags));
    }

    public WorkerSettings read() {
        return resolve().settings();
    }

    /** The one line in which the settings are refused. */
    String mistake() {
        SettingsException mistake = catchThrowableOfType(SettingsException.class, this::read);
        assertThat(mistake).isNotNull();
        assertThat(mistake.getMessage()).doesNotContain("\n");
        return mistake.getMessage();
    }
}
