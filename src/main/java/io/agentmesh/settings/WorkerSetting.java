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

import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.list.CodebasesType;
import io.agentmesh.settings.list.FolderListType;
import io.agentmesh.settings.list.VariablesType;
import io.agentmesh.settings.list.WordListType;
import io.agentmesh.settings.type.BooleanType;
import io.agentmesh.settings.type.ChoiceType;
import io.agentmesh.settings.type.DurationType;
import io.agentmesh.settings.type.IntegerType;
import io.agentmesh.settings.type.ObjectType;
import io.agentmesh.settings.type.PathType;
import io.agentmesh.settings.type.RedisUrlType;
import io.agentmesh.settings.type.ServerUrlType;
import io.agentmesh.settings.type.SettingType;
import io.agentmesh.settings.type.SizeType;
import io.agentmesh.settings.type.TextType;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/**
 * The settings of a worker. This table is the only place where one is defined: its key in the JSON file, its flag, its
 * environment variable, its property, its help text and its check all come from here. Only the defaults stand
 * elsewhere, in {@code application.properties}, where people look for them.
 */
public enum WorkerSetting {

    SERVER_URL(SERVER, new ServerUrlType(), "The AgentMesh server to work for; required.", "--server", "--server-url"),
    WORKER_NAME(SERVER, TextType.name(), "What people see; the host's name unless set.", "--name", "--worker-name"),
    WORKER_ID(SERVER, TextType.id(), "What the server knows the worker by, always the same; from the name unless set."),
    AUTH_TOKEN(SERVER, TextType.token(), "The worker's bearer token."),
    AUTH_TOKEN_FILE(SERVER, PathType.file(), "A file that holds the worker's bearer token and nothing else."),
    REDIS_URL(SERVER, new RedisUrlType(), "The Redis that the server puts tasks on; the server is polled unless set."),
    CAPABILITIES(SERVER, new WordListType(), "What the worker says it can do; may be repeated.", "--capability"),

    CODEBASES(WORK, new CodebasesType(), "A folder to run tasks in; may be repeated.", "--codebase"),
    ALLOWED_ROOTS(WORK, new FolderListType(), "A folder below which further codebases may be served; may be repeated. "
            + "Unless set, any that the user can write, except home, system and hidden folders.", "--allowed-root"),
    MAX_CONCURRENT(WORK, new IntegerType(1, 100), "How many tasks run at once."),
    MAX_PROMPT_BYTES(WORK, new SizeType(1, 1L << 30), "A task with a longer prompt isn't run."),
    SERVE_GLOBAL(WORK, new BooleanType(), "Whether to take tasks that belong to no codebase."),

    OPENCODE_BIN(AGENT, PathType.executable(), "The OpenCode program; looked for on PATH and in the usual places "
            + "unless set."),
    MODEL(AGENT, TextType.model(), "The model for tasks that name none; OpenCode's own choice unless set."),
    ALLOW_PUBLIC_MODEL(AGENT, new BooleanType(), "Whether OpenCode's public models may be used: the code leaves the "
            + "machine."),
    ALLOWED_AGENTS(AGENT, new WordListType(), "The agents that tasks may ask for, such as build or my-*; all unless set.",
            "--allowed-agent"),
    ALLOWED_MODELS(AGENT, new WordListType(), "The models that tasks may ask for, such as anthropic/*; all unless set. "
            + "The setting model is always allowed.", "--allowed-model"),
    AGENT_ENV(AGENT, new VariablesType(true), "A variable that the agent gets besides the usual ones, by name or pattern, "
            + "or NAME=value; may be repeated."),
    MASK(AGENT, new VariablesType(false), "A variable whose value is masked in output, results and logs, besides those that "
            + "look like secrets, by name or pattern; may be repeated."),
    OPENCODE_CONFIG(AGENT, new ObjectType(), "Configuration that is merged into what OpenCode is given."),
    KEEP_BACKGROUND(AGENT, new WordListType(), "A word of the command lines of those processes that may go on after "
            + "their task, such as a build daemon; may be repeated."),
    ON_CRASH(AGENT, new ChoiceType(List.of("resume", "fail", "release")), "What becomes of a task that died with the "
            + "worker or the machine: go on in its session, fail, or give it back to the server."),
    AGENT_ROUTE(AGENT, TextType.route(), "The route that runs an agent's task; OpenCode is looked for only where it is "
            + "run-opencode."),
    MAX_ATTEMPTS(AGENT, new IntegerType(1, 100), "How often a task is begun before the worker gives it up."),

    POLL_INTERVAL(TIMES, new DurationType(Duration.ofMillis(100), Duration.ofHours(1)),
            "Time between two polls for tasks."),
    HEARTBEAT_INTERVAL(TIMES, new DurationType(Duration.ofMillis(100), Duration.ofMinutes(10)),
            "Time between two heartbeats."),
    TASK_TIMEOUT(TIMES, new DurationType(Duration.ofMillis(100), Duration.ofDays(7)),
            "The longest that a task may take."),
    STALL_TIMEOUT(TIMES, new DurationType(Duration.ofMillis(100), Duration.ofDays(7)),
            "The longest that a task may show no sign of life."),
    KILL_GRACE(TIMES, new DurationType(Duration.ZERO, Duration.ofMinutes(10)),
            "Time that processes have to end by themselves before they are killed."),
    DRAIN_TIMEOUT(TIMES, new DurationType(Duration.ZERO, Duration.ofDays(1)),
            "The longest that a stop of the worker waits for running tasks."),

    SPOOL(FILES, new ChoiceType(List.of("disk", "redis")), "Where unsent output and results are safe: in state_dir, or "
            + "in Redis, for a worker whose disk goes with it."),
    STATE_DIR(FILES, PathType.newFolder(), "Where runs and undelivered results are kept; "
            + "~/.local/state/a2a-worker unless set."),
    MIN_FREE_DISK(FILES, new SizeType(0, 1L << 50),
            "With less free in state_dir the worker isn't ready, and takes no tasks."),
    KEEP_RUNS(FILES, new IntegerType(0, 100_000), "How many finished runs are kept."),
    OUTBOX_MAX_FILES(FILES, new IntegerType(1, 1_000_000), "No task is taken while so many outcomes wait for the server."),
    OUTBOX_MAX_BYTES(FILES, new SizeType(1 << 20, 1L << 40), "No task is taken while the outcomes that wait are so large."),
    MAX_RUN_FILES(FILES, new SizeType(1 << 20, 1L << 40), "What an agent's output may take in state_dir; a larger run is ended."),
    MAX_OUTPUT(FILES, new SizeType(1 << 10, 1L << 40), "The most of a task's output that is sent; the rest is dropped, and counted."),
    OUTPUT_FORMAT(FILES, new ChoiceType(List.of("text", "events")), "What is streamed to the server: readable text, or "
            + "OpenCode's events."),
    ROUTES(FILES, PathType.folder(), "A folder of *.camel.yaml files that replace built-in routes of the same name, or "
            + "are added."),
    DEV(FILES, new BooleanType(), "Whether a file that changes in routes is reloaded while the worker runs."),

    MANAGEMENT_PORT(MANAGEMENT, new IntegerType(1, 65535), "The port of health checks and metrics; none unless set."),
    MANAGEMENT_HOST(MANAGEMENT, TextType.host(), "The address that health checks and metrics are served on."),
    MANAGEMENT_TOKEN(MANAGEMENT, TextType.token(), "The bearer token by which the levels of the log are read and set; nobody "
            + "can unless set."),
    LOG_FORMAT(MANAGEMENT, new ChoiceType(List.of("text", "json")), "What a line of the log is: text for people, or a JSON "
            + "object."),
    OTLP_ENDPOINT(MANAGEMENT, new ServerUrlType(), "Where traces are sent by OTLP over HTTP, such as "
            + "http://127.0.0.1:4318; nowhere unless set.");

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

    /** One sentence: what it is, and what holds where it isn't set. */
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

    /** {@code --poll-interval}; none for a secret: anybody on the machine can read the arguments of a process. */
    public List<String> flags() {
        if (isSecret()) {
            return List.of();
        }
        return flags.isEmpty() ? List.of("--" + dashed()) : flags;
    }

    /** What stands for the value in the help: {@code DURATION}. */
    public String label() {
        return type.label();
    }

    /** What may be given, as it completes "allowed: …". */
    public String allowed() {
        return type.allowed();
    }

    /** Whether the flag may be repeated, one item each. */
    public boolean isList() {
        return type.isList();
    }

    /** The words of which one may be given; empty where anything else may be. */
    public List<String> choices() {
        return type instanceof ChoiceType choice ? choice.words() : List.of();
    }

    public boolean isSwitch() {
        return type instanceof BooleanType;
    }

    /** Whether the value must never be shown. */
    public boolean isSecret() {
        return this == AUTH_TOKEN || this == REDIS_URL || this == MANAGEMENT_TOKEN;
    }

    public static List<String> keys() {
        return Stream.of(values()).map(WorkerSetting::key).toList();
    }

    SettingType type() {
        return type;
    }

    /** @throws SettingsException where the text can't be read as JSON of this setting's type */
    public RawValue parse(String text, Origin origin) {
        try {
            return new RawValue(type.parse(text), origin);
        } catch (InvalidValueException e) {
            throw e.at(origin, isSecret(), TextNode.valueOf(text));
        }
    }

    /** @throws SettingsException where the value isn't one that is allowed */
    public Object check(RawValue raw, Folders folders) {
        try {
            Object value = type.read(raw.value(), folders);
            if (type.write(value).contains("{{")) {
                throw type.refuse(raw.value(), "with {{, which Camel would take for a placeholder");
            }
            return value;
        } catch (InvalidValueException e) {
            throw e.at(raw.origin(), isSecret(), raw.value());
        }
    }

    private String dashed() {
        return key().replace('_', '-');
    }
}
