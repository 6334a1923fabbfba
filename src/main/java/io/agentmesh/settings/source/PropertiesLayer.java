package io.agentmesh.settings.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/**
 * An {@code application.properties}, of which only the {@code worker.*} settings are read here; the rest is Camel's. An
 * empty value counts as not set.
 */
final class PropertiesLayer implements SettingLayer {

    private final String source;
    private final Path base;
    private final Properties properties;

    private PropertiesLayer(String source, Path base, Properties properties) {
        this.source = source;
        this.base = base;
        this.properties = properties;
    }

    /** @throws SettingsException where it is not a properties file in UTF-8 */
    static PropertiesLayer of(Path file) {
        String text = new String(SettingsFile.read(file), StandardCharsets.UTF_8);
        try {
            return new PropertiesLayer(file.toString(), file.getParent(), ProgramFile.properties(text));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(file + " is no properties file: a broken \\u escape; allowed: key=value lines");
        }
    }

    /** The defaults: the built-in file. */
    static PropertiesLayer builtIn(Path base) {
        return new PropertiesLayer("default", base,
                ProgramFile.properties(PropertiesLayer.class, "/application.properties"));
    }

    /** The text of a setting, or empty. */
    Optional<String> text(WorkerSetting setting) {
        return Optional.ofNullable(properties.getProperty(setting.property())).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<RawValue> find(WorkerSetting setting) {
        return text(setting).map(text -> setting.parse(text, new Origin(source, setting.property(), base)));
    }
}
