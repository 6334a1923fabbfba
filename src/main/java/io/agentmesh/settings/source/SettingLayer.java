package io.agentmesh.settings.source;

import java.util.Optional;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/** One place that may give a setting a value: the flags, the environment, a file. */
interface SettingLayer {

    /** @throws SettingsException where the value isn't even readable as the setting's type */
    Optional<RawValue> find(WorkerSetting setting);
}
