package io.agentmesh.settings.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.agentmesh.settings.ResolvedSettings;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.value.SettingsException;

/**
 * Reads the worker's settings. Precedence: flag, environment, JSON file, {@code application.properties}, built-in
 * default. The working folder is not searched: a worker may be started inside an untrusted repository.
 */
public final class WorkerSettingsReader {

    private final HostEnvironment host;

    public WorkerSettingsReader(HostEnvironment host) {
        this.host = host;
    }

    /** @throws SettingsException with one line: what is wrong, where, and what is allowed */
    public ResolvedSettings read(SettingsFlags flags) {
        Optional<Path> configFile = configFile(flags.config());
        Optional<Path> propertiesFile = propertiesFile(flags.properties());
        List<SettingLayer> layers = new ArrayList<>();
        layers.add(new FlagLayer(flags.values(), host.workingFolder()));
        layers.add(new EnvironmentLayer(host));
        configFile.map(JsonFileLayer::new).ifPresent(layers::add);
        propertiesFile.map(PropertiesLayer::of).ifPresent(layers::add);
        layers.add(PropertiesLayer.builtIn(host.workingFolder()));

        Map<WorkerSetting, CheckedValue> values = new SettingLayers(layers, host.home()).check();
        if (!values.containsKey(WorkerSetting.SERVER_URL)) {
            throw new SettingsException("server_url is missing; allowed: --server URL, A2A_SERVER_URL=URL, or "
                    + "\"server_url\" in " + configFile.orElse(host.home().resolve(".config/a2a-worker/config.json")));
        }
        return new SettingsAssembly(values, host).assemble(propertiesFile.orElse(null));
    }

    /** The defaults in the built-in file; without entries for empty ones. */
    public Map<WorkerSetting, String> defaults() {
        PropertiesLayer builtIn = PropertiesLayer.builtIn(host.workingFolder());
        Map<WorkerSetting, String> defaults = new EnumMap<>(WorkerSetting.class);
        for (WorkerSetting setting : WorkerSetting.values()) {
            builtIn.text(setting).ifPresent(text -> defaults.put(setting, text));
        }
        return defaults;
    }

    private Optional<Path> configFile(String flag) {
        if (flag != null) {
            return Optional.of(given(flag, "--config"));
        }
        Path ofUser = host.home().resolve(".config/a2a-worker/config.json");
        return Files.notExists(ofUser) ? Optional.of(host.systemConfig()).filter(file -> !Files.notExists(file))
                : Optional.of(ofUser);
    }

    private Optional<Path> propertiesFile(String flag) {
        if (flag != null) {
            return Optional.of(given(flag, "--properties"));
        }
        return Optional.ofNullable(host.variable("AGENTMESH_HOME"))
                .map(folder -> host.workingFolder().resolve(folder).resolve("application.properties").normalize())
                .filter(file -> !Files.notExists(file));
    }

    private Path given(String text, String flag) {
        try {
            return new Folders(host.workingFolder(), host.home()).resolve(text);
        } catch (InvalidPathException e) {
            throw new SettingsException("flag " + flag + " is no path; allowed: a file that can be read");
        }
    }
}
