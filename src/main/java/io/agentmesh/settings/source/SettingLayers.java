package io.agentmesh.settings.source;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/** All sources in order of precedence; the first one that has a setting provides its value. */
final class SettingLayers {

    private final List<SettingLayer> layers;
    private final Path home;

    SettingLayers(List<SettingLayer> layers, Path home) {
        this.layers = List.copyOf(layers);
        this.home = home;
    }

    /** @throws SettingsException at the first invalid value */
    Map<WorkerSetting, CheckedValue> check() {
        Map<WorkerSetting, CheckedValue> values = new EnumMap<>(WorkerSetting.class);
        for (WorkerSetting setting : WorkerSetting.values()) {
            for (int rank = 0; rank < layers.size() && !values.containsKey(setting); rank++) {
                int from = rank;
                layers.get(rank).find(setting)
                        .ifPresent(raw -> values.put(setting, checked(setting, raw, from)));
            }
        }
        return values;
    }

    private CheckedValue checked(WorkerSetting setting, RawValue raw, int rank) {
        Object value = setting.check(raw, new Folders(raw.origin().base(), home));
        return new CheckedValue(value, raw.origin(), rank);
    }
}
