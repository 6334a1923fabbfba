package io.agentmesh.settings.source;

import java.util.Optional;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;

/** The {@code A2A_*} variables of settings; others with that prefix, such as Kubernetes', are ignored. */
record EnvironmentLayer(HostEnvironment host) implements SettingLayer {

    @Override
    public Optional<RawValue> find(WorkerSetting setting) {
        return Optional.ofNullable(host.variable(setting.variable()))
                .map(text -> setting.parse(text, new Origin("environment variable " + setting.variable(),
                        setting.key(), host.workingFolder())));
    }
}
