package io.agentmesh.settings;

import java.util.Optional;

/** The {@code A2A_*} variables; others of that beginning are not ours (Kubernetes sets such) and are not looked at. */
record EnvironmentLayer(HostEnvironment host) implements SettingLayer {

    @Override
    public Optional<RawValue> find(WorkerSetting setting) {
        return Optional.ofNullable(host.variable(setting.variable()))
                .map(text -> setting.parse(text, new Origin("environment variable " + setting.variable(),
                        setting.key(), host.workingFolder())));
    }
}
