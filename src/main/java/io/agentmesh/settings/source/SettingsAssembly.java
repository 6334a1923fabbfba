package io.agentmesh.settings.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.agentmesh.settings.ExposureSettings;
import io.agentmesh.settings.HealthSettings;
import io.agentmesh.settings.Limits;
import io.agentmesh.settings.PolicySettings;
import io.agentmesh.settings.ResolvedSettings;
import io.agentmesh.settings.RoutingSettings;
import io.agentmesh.settings.TelemetrySettings;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.WorktreeSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.SettingsException;
import io.agentmesh.task.Ids;

/** Builds the settings record from validated values, and adds defaults that depend on the machine. */
final class SettingsAssembly {

    private static final String DEFAULT = "default";

    private final Map<WorkerSetting, CheckedValue> values;
    private final Path tokenFile;
    private final Map<WorkerSetting, String> sources = new EnumMap<>(WorkerSetting.class);

    SettingsAssembly(Map<WorkerSetting, CheckedValue> checked, HostEnvironment host) {
        this.values = new EnumMap<>(checked);
        CheckedValue token = AuthToken.choose(checked.get(WorkerSetting.AUTH_TOKEN),
                checked.get(WorkerSetting.AUTH_TOKEN_FILE));
        tokenFile = token == null || token == checked.get(WorkerSetting.AUTH_TOKEN) ? null
                : (Path) checked.get(WorkerSetting.AUTH_TOKEN_FILE).value();
        if (token != null) {
            values.put(WorkerSetting.AUTH_TOKEN, token);
        }
        addDefaults(host);
        refusePublicModel();
        refuseSpoolWithoutRedis();
        refuseDevWithoutRoutes();
        for (WorkerSetting setting : WorkerSetting.values()) {
            sources.put(setting, values.containsKey(setting) ? values.get(setting).origin().source() : DEFAULT);
        }
    }

    ResolvedSettings assemble(Path propertiesFile) {
        WorkerSettings settings = new WorkerSettings(get(WorkerSetting.SERVER_URL), get(WorkerSetting.WORKER_NAME),
                get(WorkerSetting.WORKER_ID), duration(WorkerSetting.POLL_INTERVAL),
                list(WorkerSetting.CODEBASES), get(WorkerSetting.MAX_CONCURRENT), list(WorkerSetting.CAPABILITIES),
                get(WorkerSetting.AUTH_TOKEN), tokenFile, get(WorkerSetting.REDIS_URL), get(WorkerSetting.SPOOL),
                get(WorkerSetting.OPENCODE_BIN), get(WorkerSetting.MODEL),
                get(WorkerSetting.ALLOW_PUBLIC_MODEL), this.<ObjectNode>get(WorkerSetting.OPENCODE_CONFIG),
                list(WorkerSetting.KEEP_BACKGROUND),
                get(WorkerSetting.ON_CRASH), get(WorkerSetting.MAX_ATTEMPTS),
                duration(WorkerSetting.TASK_TIMEOUT), duration(WorkerSetting.STALL_TIMEOUT),
                duration(WorkerSetting.KILL_GRACE), duration(WorkerSetting.DRAIN_TIMEOUT),
                duration(WorkerSetting.HEARTBEAT_INTERVAL), get(WorkerSetting.STATE_DIR),
                list(WorkerSetting.ALLOWED_ROOTS), get(WorkerSetting.SERVE_GLOBAL), get(WorkerSetting.KEEP_RUNS), limits(),
                get(WorkerSetting.OUTPUT_FORMAT), new RoutingSettings(get(WorkerSetting.ROUTES),
                        get(WorkerSetting.DEV), get(WorkerSetting.AGENT_ROUTE)),
                new PolicySettings(list(WorkerSetting.ALLOWED_AGENTS), list(WorkerSetting.ALLOWED_MODELS),
                        get(WorkerSetting.MAX_PROMPT_BYTES)),
                new ExposureSettings(list(WorkerSetting.AGENT_ENV), list(WorkerSetting.MASK)),
                new HealthSettings(get(WorkerSetting.MIN_FREE_DISK), get(WorkerSetting.MANAGEMENT_HOST),
                        get(WorkerSetting.MANAGEMENT_PORT), get(WorkerSetting.MANAGEMENT_TOKEN)),
                new TelemetrySettings(get(WorkerSetting.LOG_FORMAT), get(WorkerSetting.OTLP_ENDPOINT)), worktrees());
        return new ResolvedSettings(settings, Map.copyOf(sources), propertiesFile);
    }

    private WorktreeSettings worktrees() {
        return new WorktreeSettings(get(WorkerSetting.ISOLATION), get(WorkerSetting.WORKTREE_DIR),
                get(WorkerSetting.WORKTREE_BRANCH), list(WorkerSetting.WORKTREE_COPY), get(WorkerSetting.WORKTREE_AUTHOR),
                get(WorkerSetting.WORKTREE_RUN_HOOKS), get(WorkerSetting.KEEP_WORKTREES),
                duration(WorkerSetting.KEEP_WORKTREES_FOR), get(WorkerSetting.REPORT_CHANGES), get(WorkerSetting.MAX_DIFF));
    }

    private Limits limits() {
        return new Limits(get(WorkerSetting.OUTBOX_MAX_FILES),
                get(WorkerSetting.OUTBOX_MAX_BYTES), get(WorkerSetting.MAX_RUN_FILES), get(WorkerSetting.MAX_OUTPUT));
    }

    private void addDefaults(HostEnvironment host) {
        if (!values.containsKey(WorkerSetting.STATE_DIR)) {
            addDefault(WorkerSetting.STATE_DIR, host.defaultStateFolder(), DEFAULT);
        }
        if (!values.containsKey(WorkerSetting.WORKER_NAME)) {
            addDefault(WorkerSetting.WORKER_NAME, host.hostName().get(), "default, the host's name");
        }
        addDefault(WorkerSetting.WORKER_ID, idFrom(get(WorkerSetting.WORKER_NAME)), "default, from the name");
    }

    private void addDefault(WorkerSetting setting, Object value, String source) {
        values.putIfAbsent(setting, new CheckedValue(value, new Origin(source, setting.key(), null),
                Integer.MAX_VALUE));
    }

    /**
     * The name without characters that can't occur in a URL or file name. Where letters or digits are lost, a hash of
     * the name keeps ids distinct.
     */
    private static String idFrom(String name) {
        String id = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        String letters = "[^\\p{L}\\p{N}]+";
        if (id.length() <= Ids.MAX_LENGTH && id.replaceAll(letters, "").equals(name.replaceAll(letters, ""))) {
            return Ids.isValid(id) ? id : "worker";
        }
        String hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8);
        String rest = id.replaceAll("^-+|-+$", "");
        return (rest.isEmpty() ? "worker" : rest.substring(0, Math.min(rest.length(), Ids.MAX_LENGTH - 9))) + "-" + hash;
    }

    private void refusePublicModel() {
        String model = get(WorkerSetting.MODEL);
        if (model != null && model.startsWith("opencode/")
                && !this.<Boolean>get(WorkerSetting.ALLOW_PUBLIC_MODEL)) {
            Origin origin = values.get(WorkerSetting.MODEL).origin();
            throw new SettingsException(origin.source() + ": " + origin.key() + " is \"" + model
                    + "\", a public model; allowed: one of another provider, unless allow_public_model is true, "
                    + "because the code leaves the machine");
        }
    }

    private void refuseSpoolWithoutRedis() {
        if ("redis".equals(get(WorkerSetting.SPOOL)) && get(WorkerSetting.REDIS_URL) == null) {
            Origin origin = values.get(WorkerSetting.SPOOL).origin();
            throw new SettingsException(origin.source() + ": " + origin.key()
                    + " is \"redis\" and redis_url is not set; allowed: disk, or redis together with redis_url");
        }
    }

    private void refuseDevWithoutRoutes() {
        if (Boolean.TRUE.equals(get(WorkerSetting.DEV)) && get(WorkerSetting.ROUTES) == null) {
            Origin origin = values.get(WorkerSetting.DEV).origin();
            throw new SettingsException(origin.source() + ": " + origin.key()
                    + " is true and routes is not set; allowed: false, or true together with routes");
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T get(WorkerSetting setting) {
        return values.containsKey(setting) ? (T) values.get(setting).value() : null;
    }

    private Duration duration(WorkerSetting setting) {
        return get(setting);
    }

    private <T> List<T> list(WorkerSetting setting) {
        List<T> items = get(setting);
        return items == null ? List.of() : items;
    }
}
