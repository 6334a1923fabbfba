package io.agentmesh.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.OpenCodeConfig;
import io.agentmesh.opencode.OpenCodeEnvironment;
import io.agentmesh.opencode.OpenCodeUserConfig;
import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.settings.ResolvedSettings;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.worker.client.WorkerInstance;

/** Runs all checks for a worker's settings. */
public final class Doctor {

    private static final String SETTINGS = "settings";

    private final HostEnvironment host;
    private final String user;

    /** @param user the name of this process's user */
    public Doctor(HostEnvironment host, String user) {
        this.host = host;
        this.user = user;
    }

    /** @param settings reads the settings; if they are invalid, that is the only finding */
    public List<Finding> check(Supplier<ResolvedSettings> settings) {
        WorkerSettings read;
        Network network;
        try {
            read = settings.get().settings();
            network = Network.read(host.variables());
        } catch (SettingsException e) {
            return List.of(Finding.problem(SETTINGS, e.getMessage(), "correct it, then ask again: all else depends on the "
                    + "settings (agentmesh worker --check shows them)"));
        }
        List<Finding> findings = new ArrayList<>(List.of(Finding.ok(SETTINGS, "complete and valid, for the worker "
                + read.workerId())));
        checks(read, network).forEach(check -> findings.addAll(check.check()));
        return findings;
    }

    private List<Check> checks(WorkerSettings settings, Network network) {
        return List.of(new UserCheck(user),
                new ServerCheck(settings.serverUrl(), settings.authToken(), settings.workerId(), host.hostName().get(),
                        WorkerInstance.read(settings.stateDir()), new ClockCheck(Clock.systemUTC()),
                        network),
                new RedisCheck(settings.redisUrl(), settings.spoolsToRedis(), network),
                new OpenCodeCheck(settings.opencodeBin(), new OpenCodeLocator(host.variables().get("PATH"), host.home()),
                        environment(settings), model(settings)),
                new CodebasesCheck(settings.codebases(), Files::isWritable),
                new DiskCheck("state_dir", settings.stateDir(), settings.health().minFreeDisk(), Files::isWritable),
                new DiskCheck("OpenCode's data",
                        OpenCodeEnvironment.dataFolder(environment(settings).inherited(), host.home()),
                        settings.health().minFreeDisk(), Files::isWritable),
                new OutboxCheck(settings.stateDir()),
                new MemoryCheck(Path.of("/proc/meminfo"), settings.maxConcurrent()));
    }

    private AgentEnvironment environment(WorkerSettings settings) {
        return OpenCodeEnvironment.of(host.variables(), settings.exposure().agentEnv(),
                Optional.ofNullable(settings.authToken()).stream().toList(),
                OpenCodeConfig.content(settings.opencodeConfig(), settings.allowPublicModel()));
    }

    /** The model of a run: the setting, else that of the worker's OpenCode configuration, else the user's. */
    private String model(WorkerSettings settings) {
        if (settings.model() != null) {
            return settings.model();
        }
        String given = settings.opencodeConfig().path("model").asText();
        return given.isEmpty() ? OpenCodeUserConfig.locate(host.variables(), host.home()).model()
                .map(found -> found.getKey()).orElse("") : given;
    }
}
