package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.agent.output.OutputBatch;
import io.agentmesh.agent.output.OutputBatches;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.run.HookCommand;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.agent.run.TextAgentBinding;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.Repository;
import io.agentmesh.opencode.OpenCodeBinding;
import io.agentmesh.opencode.OpenCodeCommandLine;
import io.agentmesh.opencode.OpenCodeConfig;
import io.agentmesh.opencode.OpenCodeEnvironment;
import io.agentmesh.opencode.OpenCodeSessions;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.spool.NoSpool;
import io.agentmesh.redis.spool.RedisSpool;
import io.agentmesh.redis.spool.Spool;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.http.Network;
import io.agentmesh.settings.source.BearerToken;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.task.Ids;
import io.agentmesh.task.Policy;
import io.agentmesh.task.SteadyClock;
import io.agentmesh.task.Task;
import io.agentmesh.task.WorkerObserver;
import io.agentmesh.task.text.Mask;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.claim.CrashPolicy;
import io.agentmesh.worker.claim.Fence;
import io.agentmesh.worker.claim.FinishedTasks;
import io.agentmesh.worker.claim.Lease;
import io.agentmesh.worker.client.CallKind;
import io.agentmesh.worker.client.Credentials;
import io.agentmesh.worker.client.Faults;
import io.agentmesh.worker.client.OwnAuthorities;
import io.agentmesh.worker.client.Presence;
import io.agentmesh.worker.client.ServerContact;
import io.agentmesh.worker.extend.Hooks;
import io.agentmesh.worker.intake.Acceptance;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.intake.ServableFolders;
import io.agentmesh.worker.intake.Submissions;
import io.agentmesh.worker.intake.TaskList;
import io.agentmesh.worker.lifecycle.AgentProgram;
import io.agentmesh.worker.lifecycle.Readiness;
import io.agentmesh.worker.lifecycle.Recovery;
import io.agentmesh.worker.lifecycle.RunPruning;
import io.agentmesh.worker.metrics.Readings;
import io.agentmesh.worker.observe.KnownSecrets;
import io.agentmesh.worker.observe.Observation;
import io.agentmesh.worker.observe.PollWatch;
import io.agentmesh.worker.observe.TaskLog;
import io.agentmesh.worker.observe.WorkerHealth;
import io.agentmesh.worker.outbox.DueOutcomes;
import io.agentmesh.worker.outbox.Messages;
import io.agentmesh.worker.outbox.Outbox;
import io.agentmesh.worker.outbox.OutboxAnswers;
import io.agentmesh.worker.outbox.OutcomeMirror;
import io.agentmesh.worker.outbox.SpooledOutput;
import io.agentmesh.worker.redis.OwnStreams;
import io.agentmesh.worker.redis.QueueBeans;
import io.agentmesh.worker.slot.CodebaseLocks;
import io.agentmesh.worker.slot.DiskSpace;
import io.agentmesh.worker.slot.Intake;
import io.agentmesh.worker.slot.LeftGitLocks;
import io.agentmesh.worker.slot.OnlyTask;
import io.agentmesh.worker.slot.SlotThreads;
import io.agentmesh.worker.slot.Slots;
import io.agentmesh.worker.slot.Workplace;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/** The objects behind the worker's routes, made once and put together. */
final class WorkerBeans {

    final Runs runs;
    final Slots slots;
    final Outbox outbox;
    final Claims claims;
    final DiskSpace disk;
    final Presence presence;
    final OutcomeMirror mirror;
    final SpooledOutput spool;
    final QueueBeans queue;
    final FolderLocks folderLocks;
    final AgentProgram agent = new AgentProgram();
    final AgentEnvironment environment;
    final Recovery recovery;
    final Mask mask;
    final WorkerHealth health;
    final SlotThreads slotThreads = new SlotThreads();

    final Supplier<ProducerTemplate> producer;

    private final WorkerSettings settings;
    private final HostEnvironment host;
    private final RunOutputs outputs;
    final RunPruning pruning;
    private final Lease lease;
    final Network network;
    final Observation observation;
    private final Clock clock = new SteadyClock();

    /** @param producer made when it is first asked for, after Camel has started */
    WorkerBeans(WorkerSettings settings, HostEnvironment host, Supplier<ProducerTemplate> producer) {
        this.settings = settings;
        this.host = host;
        this.producer = producer;
        Path state = settings.stateDir();
        runs = new Runs(state, new OpenCodeProtocol());
        slots = new Slots(settings.maxConcurrent());
        lease = new Lease(Lease::sinceBoot, settings.killGrace(), settings.heartbeatInterval());
        folderLocks = new FolderLocks(lease::holdSeconds, this::lockRoot);
        network = Network.read(host.variables()).withAliases();
        observation = new Observation(settings, readings(), network);
        KnownSecrets secrets = new KnownSecrets(settings, host.variables());
        environment = OpenCodeEnvironment.of(host.variables(), settings.exposure().agentEnv(), secrets.own(),
                OpenCodeConfig.content(settings.opencodeConfig(), settings.allowPublicModel()));
        mask = Mask.of(secrets.all(environment.inherited()));
        outputs = new RunOutputs(producer, settings.workerId(), OutputFormat.of(settings.outputFormat()), mask,
                settings.limits().maxOutput(), settings.spoolsToRedis() ? "direct:spool-output" : "direct:send-output");
        RedisConnection redis = settings.redisUrl() == null ? null : new RedisConnection(settings.redisUrl(),
                network.authorities().orElse(null));
        Spool kept = settings.spoolsToRedis() ? new RedisSpool(redis, settings.workerId()) : new NoSpool();
        mirror = new OutcomeMirror(kept, state.resolve("outbox"), mask, String.valueOf(settings.redisUrl()));
        spool = new SpooledOutput(kept, outputs, this::isHere, producer);
        outbox = new Outbox(state, runs, outputs, settings.limits(), mirror, spool, observation.observers());
        disk = new DiskSpace(state, settings.health().minFreeDisk());
        claims = new Claims(state, runs, slots);
        presence = new Presence(settings.serverUrl(), clock);
        queue = new QueueBeans(settings, redis, slots, outbox::holds, clock);
        health = new WorkerHealth(new ServerContact(presence, settings.heartbeatInterval())::problem, agent::problem,
                this::diskProblem, folderLocks::problem, this::pollProblem, redis == null ? null : queue.watch::state);
        pruning = new RunPruning(runs, outbox, globalFolder(), settings.keepRuns());
        recovery = new Recovery(runs, outbox, claims, slots,
                new CrashPolicy(settings.onCrash(), settings.maxAttempts()), settings.killGrace(), Clock.systemUTC());
    }

    /** By the names that the routes use. */
    Map<String, Object> all() {
        Map<String, Object> beans = new HashMap<>();
        beans.put("runs", runs);
        beans.put("slots", slots);
        beans.put("finishedTasks", new FinishedTasks());
        beans.put("slotThreads", slotThreads);
        beans.put("onlyTask", new OnlyTask());
        beans.put("folderLocks", folderLocks);
        beans.put("locks", new CodebaseLocks(folderLocks, runs));
        beans.put("outputs", outputs);
        beans.put("outputBatches", new OutputBatches());
        beans.put("outbox", outbox);
        WorkerObserver observers = observation.observers();
        beans.putAll(observation.beans());
        beans.put("network", network);
        network.authorities().ifPresent(own -> beans.put("trust", new OwnAuthorities(own)));
        beans.put("callKind", new CallKind());
        DueOutcomes due = new DueOutcomes(outputs, clock, new SplittableRandom(), observers::retried);
        beans.put("dueOutcomes", due);
        beans.put("outboxAnswers", new OutboxAnswers(outbox, due, presence));
        beans.put("outcomeMirror", mirror);
        beans.put("spool", spool);
        beans.put("faults", new Faults());
        beans.put("hooks", new Hooks(runs));
        beans.put("sayOnce", (Processor) exchange -> {
            observers.retried();
            presence.failed(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        });
        beans.put("smallerPiece", (Processor) exchange ->
                outputs.tooLarge(exchange.getVariable("batch", OutputBatch.class)));
        beans.put("sameThread", new SynchronousExecutorService());
        Intake intake = new Intake(this::diskProblem, outbox::problem);
        beans.putAll(health.checks());
        beans.put("claims", claims);
        beans.put("recovery", recovery);
        beans.put("presence", presence);
        beans.put("pruning", pruning);
        beans.put("workplace", new Workplace());
        beans.put("leftGitLocks", new LeftGitLocks());
        TaskLog taskLog = new TaskLog(observers);
        beans.put("taskLog", taskLog);
        beans.put("sayRetry", (Processor) exchange -> taskLog.retried(exchange.getVariable("task", Task.class),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
        beans.put("credentials", new Credentials(new BearerToken(settings.authToken(),
                settings.authTokenFile()), mask::add));
        beans.put("messages", new Messages(settings, host.hostName().get(), slots, outbox, claims, mask));
        beans.put("openCode", new OpenCodeBinding(agent::path,
                new OpenCodeCommandLine(settings.model(), settings.allowPublicModel()), environment,
                new OpenCodeSessions(environment, scratch()), runs));
        beans.put("submissions", new Submissions(presence::isRegistered, settings.workerId()));
        beans.put("textAgent", new TextAgentBinding(environment, runs));
        beans.put("hookCommand", new HookCommand(environment, scratch()));
        Codebases codebases = new Codebases(settings.workerId(), settings.codebases().stream()
                .filter(CodebaseSetting::shared).collect(Collectors.toMap(CodebaseSetting::name, CodebaseSetting::path)),
                clock);
        beans.put("codebases", codebases);
        OwnStreams streams = new OwnStreams(codebases, slots, settings.serveGlobal(), this::lockRoot);
        beans.put("readiness", new Readiness(presence, agent, slots, runs, claims, queue.watch, intake, streams));
        beans.put("lease", lease);
        beans.put("fence", new Fence(slots, codebases, runs));
        Acceptance acceptance = new Acceptance(queue.deliveries::verdict, outbox::holds, codebases, folders(), policy(),
                settings.serveGlobal(), globalFolder(), clock);
        beans.putAll(acceptance.beans());
        queue.putInto(beans, streams, acceptance);
        beans.put("tasks", new TaskList(task -> mayBeOurs(task, codebases)));
        return beans;
    }

    private Readings readings() {
        return new Readings(() -> slots.running().size(), settings.maxConcurrent(), () -> outbox.size(), lease::age,
                () -> outputs.acknowledgedBytes());
    }

    /** Without asking the server; on a classic one most tasks are of other workers' codebases. */
    private boolean mayBeOurs(Task task, Codebases codebases) {
        return task.isPending() && Ids.isValid(task.id()) && !slots.tasks().contains(task.id())
                && !codebases.isForeign(task.codebaseId());
    }

    private boolean isHere(String run) {
        return runs.exists(run) || Files.exists(settings.stateDir().resolve("outbox").resolve(run + ".json"));
    }

    /** OpenCode keeps each session, and its tools' output, in a folder that may be of another disk. */
    private String diskProblem() {
        String problem = disk.problem();
        if (!problem.isEmpty() || !settings.routing().usesOpenCode()) {
            return problem;
        }
        Path data = OpenCodeEnvironment.dataFolder(environment.inherited(), host.home());
        return new DiskSpace(data, settings.health().minFreeDisk()).problem();
    }

    private String pollProblem() {
        PollWatch watch = producer.get().getCamelContext().getRegistry()
                .lookupByNameAndType("pollWatch", PollWatch.class);
        return watch == null ? "" : watch.problem();
    }

    private Policy policy() {
        return new Policy(settings.policy().allowedAgents(), settings.policy().allowedModels(), settings.model(),
                settings.policy().maxPromptBytes());
    }

    /** One run a repository at a time, but for codebases that share theirs. */
    private Path lockRoot(Path folder) {
        return settings.codebases().stream().anyMatch(codebase -> codebase.path().equals(folder)
                && codebase.shareRepository()) ? folder : Repository.root(folder);
    }

    private ServableFolders folders() {
        return new ServableFolders(settings.codebases().stream().map(CodebaseSetting::path)
                .collect(Collectors.toSet()), settings.allowedRoots(), real(host.home()), settings.stateDir());
    }

    /** A service's user may have no home. */
    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home.toAbsolutePath().normalize();
        }
    }

    private Path globalFolder() {
        return settings.stateDir().resolve("global");
    }

    Path scratch() {
        return settings.stateDir().resolve("scratch");
    }
}
