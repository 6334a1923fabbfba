package io.agentmesh.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.settings.value.RedisUrl;

/**
 * A worker's validated settings; {@link WorkerSetting} describes each.
 *
 * @param serverUrl    without a slash at its end
 * @param authToken    or null
 * @param authTokenFile the file of the token, or null
 * @param redisUrl      or null: the server is polled for tasks
 * @param spool         {@code disk} or {@code redis}
 * @param opencodeBin   or null: it is searched for
 * @param model         or null
 * @param allowedRoots  real paths; empty where not set
 * @param routing       the worker's routes
 * @param policy        which tasks it runs
 * @param exposure      what agents see of its environment, and what is masked
 * @param health        when it is ready, and where it reports that
 * @param telemetry     how it logs and traces
 * @param worktrees     how tasks are kept apart in a repository
 */
public record WorkerSettings(String serverUrl, String workerName, String workerId, Duration pollInterval,
        List<CodebaseSetting> codebases, int maxConcurrent, List<String> capabilities, String authToken,
        Path authTokenFile, RedisUrl redisUrl, String spool, Path opencodeBin, String model, boolean allowPublicModel, ObjectNode opencodeConfig,
        List<String> keepBackground, String onCrash, int maxAttempts, Duration taskTimeout, Duration stallTimeout,
        Duration killGrace, Duration drainTimeout, Duration heartbeatInterval, Path stateDir,
        List<Path> allowedRoots, boolean serveGlobal, int keepRuns, Limits limits, String outputFormat,
        RoutingSettings routing, PolicySettings policy, ExposureSettings exposure, HealthSettings health,
        TelemetrySettings telemetry, WorktreeSettings worktrees) {

    public WorkerSettings {
        codebases = List.copyOf(codebases);
        capabilities = List.copyOf(capabilities);
        keepBackground = List.copyOf(keepBackground);
        allowedRoots = List.copyOf(allowedRoots);
        opencodeConfig = opencodeConfig.deepCopy();
    }

    /** Whether unsent output and outcomes are stored in Redis. */
    public boolean spoolsToRedis() {
        return spool.equals("redis");
    }

    /** A copy, so that the settings stay immutable. */
    @Override
    public ObjectNode opencodeConfig() {
        return opencodeConfig.deepCopy();
    }

    /**
     * The settings as Camel properties, one for each setting: {@code worker.poll-interval} → {@code 5000}. Durations
     * are in milliseconds, lists are joined by commas; a missing one is empty. The token is included, because routes
     * send it.
     */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (WorkerSetting setting : WorkerSetting.values()) {
            Object value = value(setting);
            properties.put(setting.property(), value == null ? "" : setting.type().write(value));
        }
        return properties;
    }

    /**
     * The value of a setting for people, one entry for each item of a list; empty where not set. The token, Redis' user
     * and password, and the content of OpenCode's configuration are hidden.
     */
    public List<String> shown(WorkerSetting setting) {
        Object value = value(setting);
        if (value == null) {
            return List.of();
        }
        if (setting == WorkerSetting.OPENCODE_CONFIG) {
            return List.of("{" + String.join(", ", names(opencodeConfig)) + "}");
        }
        if (setting == WorkerSetting.REDIS_URL) {
            return List.of(redisUrl.toString());
        }
        return setting.isSecret() ? List.of("********") : setting.type().items(value);
    }

    @Override
    public String toString() {
        return Stream.of(WorkerSetting.values())
                .map(setting -> setting.key() + "=" + String.join(",", shown(setting)))
                .collect(Collectors.joining(", ", "WorkerSettings[", "]"));
    }

    private Object value(WorkerSetting setting) {
        return switch (setting) {
            case SERVER_URL -> serverUrl;
            case WORKER_NAME -> workerName;
            case WORKER_ID -> workerId;
            case AUTH_TOKEN -> authToken;
            // Already part of the token.
            case AUTH_TOKEN_FILE -> null;
            case REDIS_URL -> redisUrl;
            case SPOOL -> spool;
            case CAPABILITIES -> capabilities;
            case CODEBASES -> codebases;
            case ALLOWED_ROOTS -> allowedRoots;
            case MAX_CONCURRENT -> maxConcurrent;
            case SERVE_GLOBAL -> serveGlobal;
            case OPENCODE_BIN -> opencodeBin;
            case MODEL -> model;
            case ALLOW_PUBLIC_MODEL -> allowPublicModel;
            case OPENCODE_CONFIG -> opencodeConfig;
            case KEEP_BACKGROUND -> keepBackground;
            case ON_CRASH -> onCrash;
            case MAX_ATTEMPTS -> maxAttempts;
            case POLL_INTERVAL -> pollInterval;
            case HEARTBEAT_INTERVAL -> heartbeatInterval;
            case TASK_TIMEOUT -> taskTimeout;
            case STALL_TIMEOUT -> stallTimeout;
            case KILL_GRACE -> killGrace;
            case DRAIN_TIMEOUT -> drainTimeout;
            case STATE_DIR -> stateDir;
            case KEEP_RUNS -> keepRuns;
            case OUTBOX_MAX_FILES -> limits.outboxMaxFiles();
            case OUTBOX_MAX_BYTES -> limits.outboxMaxBytes();
            case MAX_RUN_FILES -> limits.maxRunFiles();
            case MAX_OUTPUT -> limits.maxOutput();
            case OUTPUT_FORMAT -> outputFormat;
            case ROUTES -> routing.folder();
            case DEV -> routing.dev();
            case AGENT_ROUTE -> routing.agentRoute();
            case ALLOWED_AGENTS -> policy.allowedAgents();
            case ALLOWED_MODELS -> policy.allowedModels();
            case MAX_PROMPT_BYTES -> policy.maxPromptBytes();
            case AGENT_ENV -> exposure.agentEnv();
            case MASK -> exposure.mask();
            case MIN_FREE_DISK -> health.minFreeDisk();
            case MANAGEMENT_HOST -> health.host();
            case MANAGEMENT_PORT -> health.port();
            case MANAGEMENT_TOKEN -> health.token();
            case LOG_FORMAT -> telemetry.logFormat();
            case OTLP_ENDPOINT -> telemetry.otlpEndpoint();
            case ISOLATION -> worktrees.isolation();
            case WORKTREE_DIR -> worktrees.folder();
            case WORKTREE_BRANCH -> worktrees.branch();
            case WORKTREE_COPY -> worktrees.copy();
            case WORKTREE_AUTHOR -> worktrees.author();
            case WORKTREE_RUN_HOOKS -> worktrees.runHooks();
            case KEEP_WORKTREES -> worktrees.keep();
            case KEEP_WORKTREES_FOR -> worktrees.keepFor();
            case REPORT_CHANGES -> worktrees.reportChanges();
            case MAX_DIFF -> worktrees.maxDiff();
        };
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
