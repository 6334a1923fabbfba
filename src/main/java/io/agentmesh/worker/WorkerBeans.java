package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.agentmesh.agent.lock.FolderLocks;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.Repository;
import io.agentmesh.opencode.OpenCodeConfig;
import io.agentmesh.opencode.OpenCodeEnvironment;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.spool.NoSpool;
import io.agentmesh.redis.spool.RedisSpool;
import io.agentmesh.redis.spool.Spool;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.http.Network;
import io.agentmesh.task.SteadyClock;
import io.agentmesh.task.text.Mask;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.claim.CrashPolicy;
import io.agentmesh.worker.claim.Lease;
import io.agentmesh.worker.client.ServerConnection;
import io.agentmesh.worker.client.ServerContact;
import io.agentmesh.worker.lifecycle.AgentProgram;
import io.agentmesh.worker.lifecycle.Recovery;
import io.agentmesh.worker.lifecycle.RunPruning;
import io.agentmesh.worker.metrics.Readings;
import io.agentmesh.worker.observe.KnownSecrets;
import io.agentmesh.worker.observe.Observation;
import io.agentmesh.worker.observe.PollWatch;
import io.agentmesh.worker.observe.WorkerHealth;
import io.agentmesh.worker.outbox.Outbox;
import io.agentmesh.worker.outbox.OutcomeMirror;
import io.agentmesh.worker.outbox.SpooledOutput;
import io.agentmesh.worker.redis.QueueBeans;
import io.agentmesh.worker.slot.DiskSpace;
import io.agentmesh.worker.slot.SlotThreads;
import io.agentmesh.worker.slot.Slots;
import io.agentmesh.worker.workspace.WorkspaceBeans;
import org.apache.camel.ProducerTemplate;

/** Creates and connects the objects of a worker; {@link RouteBeans} names those that the routes use. */
final class WorkerBeans {

    final Runs runs;
    final Slots slots;
    final Outbox outbox;
    final Claims claims;
    final DiskSpace disk;
    final ServerConnection connection;
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

    final WorkerSettings settings;
    final HostEnvironment host;
    final RunOutputs outputs;
    final RunPruning pruning;
    final WorkspaceBeans workspaces;
    final Lease lease;
    final Network network;
    final Observation observation;
    final Clock clock = new SteadyClock();

    /** @param producer created on first use, after Camel has started */
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
        connection = new ServerConnection(settings.serverUrl(), clock);
        queue = new QueueBeans(settings, redis, slots, outbox::holds, clock);
        health = new WorkerHealth(new ServerContact(connection, settings.heartbeatInterval())::problem, agent::problem,
                this::diskProblem, folderLocks::problem, this::pollProblem, redis == null ? null : queue.watch::state);
        pruning = new RunPruning(runs, outbox, globalFolder(), settings.keepRuns());
        workspaces = new WorkspaceBeans(settings, environment, scratch(), runs, slots, this::unfinished);
        recovery = new Recovery(runs, outbox, claims, slots,
                new CrashPolicy(settings.onCrash(), settings.maxAttempts()), settings.killGrace(), Clock.systemUTC());
    }

    private Readings readings() {
        return new Readings(() -> slots.running().size(), settings.maxConcurrent(), () -> outbox.size(), lease::age,
                () -> outputs.acknowledgedBytes());
    }

    private Set<String> unfinished() throws IOException {
        Set<String> tasks = new HashSet<>(outbox.tasks());
        tasks.addAll(claims.assigned());
        return tasks;
    }

    private boolean isHere(String run) {
        return runs.exists(run) || Files.exists(settings.stateDir().resolve("outbox").resolve(run + ".json"));
    }

    /** OpenCode stores sessions and output of tools in a folder that may be on another disk. */
    String diskProblem() {
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

    /** One run a repository at a time, except for codebases that share theirs. */
    Path lockRoot(Path folder) {
        return folder.startsWith(workspaces.folder()) || settings.codebases().stream().anyMatch(codebase ->
                codebase.path().equals(folder) && codebase.shareRepository()) ? folder : Repository.root(folder);
    }

    Path globalFolder() {
        return settings.stateDir().resolve("global");
    }

    Path scratch() {
        return settings.stateDir().resolve("scratch");
    }
}
