package io.agentmesh.settings;

import java.util.Optional;

/** One place that may give a setting a value: the flags, the environment, a file. */
interface SettingLayer {

    /** @throws SettingsException where the value isn't even readable as the setting's type */
    Optional<RawValue> find(WorkerSetting setting);
}
