package io.agentmesh.settings.source;

import java.util.Optional;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/** A source of settings: the flags, the environment, a file. */
interface SettingLayer {

    /** @throws SettingsException where the value can't be parsed as the setting's type */
    Optional<RawValue> find(WorkerSetting setting);
}
