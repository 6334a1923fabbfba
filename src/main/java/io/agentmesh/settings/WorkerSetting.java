package io.agentmesh.settings;

import static io.agentmesh.settings.SettingGroup.AGENT;
import static io.agentmesh.settings.SettingGroup.FILES;
import static io.agentmesh.settings.SettingGroup.MANAGEMENT;
import static io.agentmesh.settings.SettingGroup.SERVER;
import static io.agentmesh.settings.SettingGroup.TIMES;
import static io.agentmesh.settings.SettingGroup.WORK;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.type.Durations;
import io.agentmesh.settings.type.ListTypes;
import io.agentmesh.settings.type.SettingType;
import io.agentmesh.settings.type.SettingTypes;
import io.agentmesh.settings.type.Sizes;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/**
 * All settings of a worker. Each is defined here alone: its key in the JSON file, flag, environment variable, property,
 * help text and validation. Only the defaults are elsewhere, in {@code application.properties}.
 */
public enum WorkerSetting {

    SERVER_URL(SERVER, SettingTypes.SERVER_URL, "URL of the AgentMesh server; required.", "--server", "--server-url"),
    WORKER_NAME(SERVER, SettingTypes.NAME,
            "Display name of the worker; the host name if not set.", "--name", "--worker-name"),
    WORKER_ID(SERVER, SettingTypes.ID, "Permanent id of the worker at the server; derived from the name if not set."),
    AUTH_TOKEN(SERVER, SettingTypes.TOKEN, "Bearer token of the worker."),
    AUTH_TOKEN_FILE(SERVER, SettingTypes.FILE, "File that contains the worker's bearer token and nothing else."),
    REDIS_URL(SERVER, SettingTypes.REDIS_URL,
            "Redis that the server puts tasks on; the worker polls the server if not set."),
    CAPABILITIES(SERVER, ListTypes.WORDS,
            "Capability that the worker reports to the server; may be repeated.", "--capability"),

    CODEBASES(WORK, ListTypes.CODEBASES, "Folder to run tasks in; may be repeated.", "--codebase"),
    ALLOWED_ROOTS(WORK, ListTypes.FOLDERS,
            "Folder below which other codebases may be served; may be repeated. If not set: any folder "
                    + "that the user can write, except home, system and hidden folders.", "--allowed-root"),
    MAX_CONCURRENT(WORK, SettingTypes.integer(1, 100), "Number of slots: how many tasks run at the same time."),
    MAX_PROMPT_BYTES(WORK, Sizes.between(1, 1L << 30), "Maximum size of a prompt; a task with a longer one is not run."),
    SERVE_GLOBAL(WORK, SettingTypes.BOOLEAN, "Whether to take tasks that belong to no codebase."),

    ISOLATION(WORK, SettingTypes.choice(CodebaseSetting.SHARED_FOLDER, CodebaseSetting.WORKTREE),
            "Whether each task of a codebase gets a git worktree of its own, unless the codebase says otherwise."),
    WORKTREE_DIR(WORK, SettingTypes.NEW_FOLDER, "Folder for worktrees; worktrees in state_dir if not set."),
    WORKTREE_BRANCH(WORK, SettingTypes.BRANCH, "Branch of a task's worktree, with {task} and {codebase} for their ids."),
    WORKTREE_COPY(WORK, ListTypes.WORDS,
            "Ignored files and folders that a new worktree gets copies of, such as .env; may be repeated."),
    WORKTREE_AUTHOR(WORK, SettingTypes.AUTHOR, "Author of the commit of what an agent left uncommitted there."),
    WORKTREE_RUN_HOOKS(WORK, SettingTypes.BOOLEAN, "Whether the repository's hooks run at that commit."),
    KEEP_WORKTREES(WORK, SettingTypes.integer(0, 10_000), "How many worktrees of ended tasks are kept."),
    KEEP_WORKTREES_FOR(WORK, Durations.between(Duration.ZERO, Duration.ofDays(365)), "How long they are kept."),
    REPORT_CHANGES(WORK, SettingTypes.BOOLEAN, "Whether a task's changes to its git repository are reported."),
    MAX_DIFF(WORK, Sizes.between(0, 16 << 20), "Maximum size of the diff that is reported; the rest is cut."),

    OPENCODE_BIN(AGENT, SettingTypes.EXECUTABLE,
            "OpenCode executable; searched for on PATH and in the usual places if not set."),
    MODEL(AGENT, SettingTypes.MODEL, "Model for tasks that name none; OpenCode's own choice if not set."),
    ALLOW_PUBLIC_MODEL(AGENT, SettingTypes.BOOLEAN,
            "Whether OpenCode's public models may be used: they send the code off the machine."),
    ALLOWED_AGENTS(AGENT, ListTypes.WORDS, "Agents that tasks may use, such as build or my-*; all if not set.",
            "--allowed-agent"),
    ALLOWED_MODELS(AGENT, ListTypes.WORDS,
            "Models that tasks may use, such as anthropic/*; all if not set. The setting model is always "
                    + "allowed.", "--allowed-model"),
    AGENT_ENV(AGENT, ListTypes.variables(true),
            "Environment variable passed to the agent in addition to the default ones: a name, a pattern "
                    + "or NAME=value; may be repeated."),
    MASK(AGENT, ListTypes.variables(false),
            "Environment variable whose value is masked in output, results and logs, in addition to "
                    + "those that look like secrets: a name or a pattern; may be repeated."),
    OPENCODE_CONFIG(AGENT, SettingTypes.OBJECT, "Configuration that is merged into the one that OpenCode is given."),
    KEEP_BACKGROUND(AGENT, ListTypes.WORDS,
            "Word in the command line of processes that may outlive their task; may be repeated."),
    ON_CRASH(AGENT, SettingTypes.choice("resume", "fail", "release"),
            "What happens to a task that died with the worker: resume its session, fail it, or release it to the server."),
    AGENT_ROUTE(AGENT, SettingTypes.ROUTE,
            "Route that runs an agent's task; OpenCode is looked for only if it is run-opencode."),
    MAX_ATTEMPTS(AGENT, SettingTypes.integer(1, 100), "How many times a task is started before the worker gives it up."),

    POLL_INTERVAL(TIMES, Durations.between(Duration.ofMillis(100), Duration.ofHours(1)),
            "Time between two polls for tasks."),
    HEARTBEAT_INTERVAL(TIMES, Durations.between(Duration.ofMillis(100), Duration.ofMinutes(10)),
            "Time between two heartbeats."),
    TASK_TIMEOUT(TIMES, Durations.between(Duration.ofMillis(100), Duration.ofDays(7)),
            "Total timeout: the longest that a task may run."),
    STALL_TIMEOUT(TIMES, Durations.between(Duration.ofMillis(100), Duration.ofDays(7)),
            "Idle timeout: a task without output, log line or CPU use for this long is ended."),
    KILL_GRACE(TIMES, Durations.between(Duration.ZERO, Duration.ofMinutes(10)),
            "Grace period: time from TERM to KILL when processes are ended."),
    DRAIN_TIMEOUT(TIMES, Durations.between(Duration.ZERO, Duration.ofDays(1)),
            "How long a stop of the worker waits for running tasks."),

    SPOOL(FILES, SettingTypes.choice("disk", "redis"),
            "Where unsent output and results are stored: in state_dir, or in Redis for a worker without a durable disk."),
    STATE_DIR(FILES, SettingTypes.NEW_FOLDER,
            "Folder for runs and undelivered results; ~/.local/state/a2a-worker if not set."),
    MIN_FREE_DISK(FILES, Sizes.between(0, 1L << 50),
            "Minimum free space in state_dir; with less the worker is not ready and takes no tasks."),
    KEEP_RUNS(FILES, SettingTypes.integer(0, 100_000), "How many finished runs are kept on disk."),
    OUTBOX_MAX_FILES(FILES, SettingTypes.integer(1, 1_000_000),
            "No task is taken while this many outcomes wait for the server."),
    OUTBOX_MAX_BYTES(FILES, Sizes.between(1 << 20, 1L << 40),
            "No task is taken while the outcomes that wait for the server have this size."),
    MAX_RUN_FILES(FILES, Sizes.between(1 << 20, 1L << 40),
            "Maximum size of an agent's output in state_dir; a run that exceeds it is ended."),
    MAX_OUTPUT(FILES, Sizes.between(1 << 10, 1L << 40),
            "Maximum size of a task's output that is sent; the rest is dropped and counted."),
    OUTPUT_FORMAT(FILES, SettingTypes.choice("text", "events"),
            "Format of the output that is sent to the server: readable text, or OpenCode's events."),
    ROUTES(FILES, SettingTypes.FOLDER,
            "Folder of *.camel.yaml files that replace built-in routes of the same file name, or add routes."),
    DEV(FILES, SettingTypes.BOOLEAN, "Whether changed files in the folder of routes are reloaded while the worker runs."),

    MANAGEMENT_PORT(MANAGEMENT, SettingTypes.integer(1, 65535), "Port of health checks and metrics; none if not set."),
    MANAGEMENT_HOST(MANAGEMENT, SettingTypes.HOST, "Address that health checks and metrics listen on."),
    MANAGEMENT_TOKEN(MANAGEMENT, SettingTypes.TOKEN,
            "Bearer token required to read and set log levels; nobody can if not set."),
    LOG_FORMAT(MANAGEMENT, SettingTypes.choice("text", "json"),
            "Format of the log: text, or one JSON object a line."),
    OTLP_ENDPOINT(MANAGEMENT, SettingTypes.SERVER_URL,
            "OTLP/HTTP endpoint that traces are sent to, such as http://127.0.0.1:4318; none if not set.");

    private final SettingGroup group;
    private final SettingType type;
    private final String description;
    private final List<String> flags;

    WorkerSetting(SettingGroup group, SettingType type, String description, String... flags) {
        this.group = group;
        this.type = type;
        this.description = description;
        this.flags = List.of(flags);
    }

    public SettingGroup group() {
        return group;
    }

    /** One sentence: what it is, and what applies where it isn't set. */
    public String description() {
        return description;
    }

    /** The key in the JSON file: {@code poll_interval}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code A2A_POLL_INTERVAL}. */
    public String variable() {
        return "A2A_" + name();
    }

    /** {@code worker.poll-interval}. */
    public String property() {
        return "worker." + dashed();
    }

    /** {@code --poll-interval}; none for a secret: other users can read the arguments of a process. */
    public List<String> flags() {
        return isSecret() ? List.of() : flags.isEmpty() ? List.of("--" + dashed()) : flags;
    }

    /** Whether the value is a secret. */
    public boolean isSecret() {
        return this == AUTH_TOKEN || this == REDIS_URL || this == MANAGEMENT_TOKEN;
    }

    public static List<String> keys() {
        return Stream.of(values()).map(WorkerSetting::key).toList();
    }

    /** How the value is parsed and validated. */
    public SettingType type() {
        return type;
    }

    /** @throws SettingsException where the text can't be read as JSON of this setting's type */
    public RawValue parse(String text, Origin origin) {
        return type.parse(text, origin, isSecret());
    }

    /** @throws SettingsException where the value isn't allowed */
    public Object check(RawValue raw, Folders folders) {
        return type.check(raw, folders, isSecret());
    }

    private String dashed() {
        return key().replace('_', '-');
    }
}
