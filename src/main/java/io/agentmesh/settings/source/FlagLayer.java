package io.agentmesh.settings.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;

/** The command line. A flag of a list is repeated, so that a path may contain a comma. */
record FlagLayer(Map<WorkerSetting, List<String>> flags, Path workingFolder) implements SettingLayer {

    @Override
    public Optional<RawValue> find(WorkerSetting setting) {
        List<String> values = flags.get(setting);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        Origin origin = new Origin("flag " + setting.flags().get(0), setting.key(), workingFolder);
        if (setting.type().isList()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            values.forEach(items::add);
            return Optional.of(new RawValue(items, origin));
        }
        return Optional.of(setting.parse(values.get(values.size() - 1).strip(), origin));
    }
}
