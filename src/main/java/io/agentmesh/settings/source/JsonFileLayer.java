package io.agentmesh.settings.source;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.NearestName;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.settings.value.StrictJson;

/** A {@code config.json}: one object with keys of {@link WorkerSetting} alone. */
final class JsonFileLayer implements SettingLayer {

    private final Path file;
    private final JsonNode content;

    /** @throws SettingsException where the file can't be read, is not a JSON object, or has an unknown key */
    JsonFileLayer(Path file) {
        this.file = file;
        this.content = read(file);
        refuseUnknownKeys();
    }

    @Override
    public Optional<RawValue> find(WorkerSetting setting) {
        return Optional.ofNullable(content.get(setting.key()))
                .map(value -> new RawValue(value, new Origin(file.toString(), setting.key(), file.getParent())));
    }

    private static JsonNode read(Path file) {
        try {
            JsonNode content = StrictJson.parse(SettingsFile.read(file));
            if (!content.isObject()) {
                throw new InvalidValueException("", InvalidValueException.kind(content), "a JSON object");
            }
            return content;
        } catch (InvalidValueException e) {
            throw e.at(new Origin(file.toString(), "", file.getParent()), false, null);
        }
    }

    private void refuseUnknownKeys() {
        List<String> keys = WorkerSetting.keys();
        for (Iterator<String> names = content.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!keys.contains(name)) {
                throw new SettingsException(file + ": unknown key " + TextNode.valueOf(name)
                        + NearestName.hint(name, keys) + "; allowed: " + String.join(", ", keys));
            }
        }
    }
}
