package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

import io.agentmesh.agent.output.OutputBatch;
import io.agentmesh.agent.output.OutputBatches;
import io.agentmesh.agent.run.HookCommand;
import io.agentmesh.agent.run.TextAgentBinding;
import io.agentmesh.opencode.OpenCodeBinding;
import io.agentmesh.opencode.OpenCodeCommandLine;
import io.agentmesh.opencode.OpenCodeSessions;
import io.agentmesh.settings.WorkerSettings;
import io.agentmesh.settings.source.BearerToken;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.task.Ids;
import io.agentmesh.task.Policy;
import io.agentmesh.task.Task;
import io.agentmesh.task.WorkerObserver;
import io.agentmesh.worker.claim.Fence;
import io.agentmesh.worker.claim.FinishedTasks;
import io.agentmesh.worker.client.CallKind;
import io.agentmesh.worker.client.Credentials;
import io.agentmesh.worker.client.ErrorClassifier;
import io.agentmesh.worker.client.TrustedAuthorities;
import io.agentmesh.worker.extend.HookCopy;
import io.agentmesh.worker.extend.Hooks;
import io.agentmesh.worker.forge.ForgeTokens;
import io.agentmesh.worker.forge.GitPush;
import io.agentmesh.worker.forge.PullRequests;
import io.agentmesh.worker.intake.Acceptance;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.intake.ServableFolders;
import io.agentmesh.worker.intake.Submissions;
import io.agentmesh.worker.intake.TaskList;
import io.agentmesh.worker.lifecycle.PollQuery;
import io.agentmesh.worker.observe.TaskLog;
import io.agentmesh.worker.outbox.DueOutcomes;
import io.agentmesh.worker.outbox.RequestBodies;
import io.agentmesh.worker.outbox.OutboxAnswers;
import io.agentmesh.worker.redis.SubscribedStreams;
import io.agentmesh.worker.slot.CodebaseLocks;
import io.agentmesh.worker.slot.Intake;
import io.agentmesh.worker.slot.AbandonedGitLocks;
import io.agentmesh.worker.slot.OnlyTask;
import io.agentmesh.worker.slot.WaitingTasks;
import io.agentmesh.worker.slot.WorkingFolder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/** The beans of {@code routes/worker}, by name. */
final class RouteBeans {

    private final WorkerBeans worker;
    private final WorkerSettings settings;

    RouteBeans(WorkerBeans worker) {
        this.worker = worker;
        this.settings = worker.settings;
    }

    Map<String, Object> all() {
        Map<String, Object> beans = new HashMap<>();
        beans.put("runs", worker.runs);
        beans.put("slots", worker.slots);
        beans.put("finishedTasks", new FinishedTasks());
        beans.put("slotThreads", worker.slotThreads);
        beans.put("onlyTask", new OnlyTask());
        beans.put("folderLocks", worker.folderLocks);
        beans.put("locks", new CodebaseLocks(worker.folderLocks, worker.runs));
        beans.put("outputs", worker.outputs);
        beans.put("outputBatches", new OutputBatches());
        beans.put("outbox", worker.outbox);
        WorkerObserver observers = worker.observation.observers();
        beans.putAll(worker.observation.beans());
        beans.put("network", worker.network);
        worker.network.authorities().ifPresent(own -> beans.put("trust", new TrustedAuthorities(own)));
        beans.put("callKind", new CallKind());
        DueOutcomes due = new DueOutcomes(worker.outputs, worker.clock, new SplittableRandom(), observers::retried);
        beans.put("dueOutcomes", due);
        beans.put("outboxAnswers", new OutboxAnswers(worker.outbox, due, worker.connection));
        beans.put("outcomeMirror", worker.mirror);
        beans.put("spool", worker.spool);
        beans.put("errorClassifier", new ErrorClassifier());
        beans.put("hooks", new Hooks(worker.runs));
        beans.put("hookDecision", HookCopy.DECISION);
        beans.put("hookAnswer", HookCopy.ANSWER);
        beans.put("hookNotice", HookCopy.NOTHING);
        beans.put("agentOutcome", HookCopy.OUTCOME);
        beans.put("logOutageOnce", (Processor) exchange -> {
            observers.retried();
            worker.connection.failed(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        });
        beans.put("smallerPiece", (Processor) exchange ->
                worker.outputs.tooLarge(exchange.getVariable("send-output.batch", OutputBatch.class)));
        beans.put("sameThread", new SynchronousExecutorService());
        beans.put("intake", new Intake(worker::diskProblem, worker.outbox::problem));
        beans.put("agentProgram", worker.agent);
        beans.putAll(worker.health.checks());
        beans.put("claims", worker.claims);
        beans.put("recovery", worker.recovery);
        beans.put("serverConnection", worker.connection);
        beans.put("pruning", worker.pruning);
        beans.put("abandonedGitLocks", new AbandonedGitLocks());
        TaskLog taskLog = new TaskLog();
        beans.put("taskLog", taskLog);
        beans.put("logRetry", (Processor) exchange -> taskLog.retried(exchange.getVariable("task", Task.class),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
        beans.put("credentials", new Credentials(new BearerToken(settings.authToken(), settings.authTokenFile()),
                worker.mask::add));
        WaitingTasks waiting = new WaitingTasks(worker.slots, worker.clock);
        beans.put("waitingTasks", waiting);
        beans.put("requestBodies", new RequestBodies(settings, worker.host.hostName().get(), worker.slots, worker.outbox,
                worker.claims, worker.mask, worker.connection, waiting));
        beans.put("openCode", new OpenCodeBinding(worker.agent::path,
                new OpenCodeCommandLine(settings.model(), settings.allowPublicModel()), worker.environment,
                new OpenCodeSessions(worker.environment, worker.scratch()), worker.runs));
        beans.put("submissions", new Submissions(worker.connection::isRegistered, settings.workerId()));
        beans.put("textAgent", new TextAgentBinding(worker.environment, worker.runs));
        HookCommand hookCommand = new HookCommand(worker.environment, worker.scratch());
        beans.put("hookCommand", hookCommand);
        ForgeTokens forgeTokens = new ForgeTokens(worker.host.variables(), worker.environment, worker.mask::add);
        beans.put("forgeTokens", forgeTokens);
        beans.put("gitPush", new GitPush(hookCommand, forgeTokens, worker.environment, worker.mask::mask, worker.scratch()));
        beans.put("pullRequests", new PullRequests(worker.mask::mask));
        Codebases codebases = new Codebases(settings.workerId(), settings.codebases().stream()
                .filter(CodebaseSetting::shared).collect(Collectors.toMap(CodebaseSetting::name, CodebaseSetting::path)),
                worker.clock);
        beans.put("codebases", codebases);
        SubscribedStreams streams = new SubscribedStreams(codebases, worker.slots, settings.serveGlobal(), worker::lockRoot);
        beans.put("pollQuery", new PollQuery(worker.connection, worker.runs, worker.claims, worker.queue.watch, streams));
        beans.put("lease", worker.lease);
        beans.put("fence", new Fence(worker.slots, codebases, worker.runs));
        Acceptance acceptance = new Acceptance(worker.queue.leases::deadReason, worker.outbox::holds, codebases, folders(),
                policy(), settings.serveGlobal(), worker.globalFolder(), worker.clock,
                worker.workspaces.isolation(codebases)::place);
        beans.putAll(acceptance.beans());
        beans.putAll(worker.workspaces.beans());
        beans.put("workingFolder", new WorkingFolder(worker.workspaces.folder(), path ->
                folders().check(path.toString()).problem()));
        worker.queue.putInto(beans, streams, acceptance);
        beans.put("tasks", new TaskList(task -> mayBeOurs(task, codebases)));
        return beans;
    }

    /** Decides without a request; on a classic server most tasks belong to other workers' codebases. */
    private boolean mayBeOurs(Task task, Codebases codebases) {
        return task.isPending() && Ids.isValid(task.id()) && !worker.slots.tasks().contains(task.id())
                && !codebases.isForeign(task.codebaseId());
    }

    private Policy policy() {
        return new Policy(settings.policy().allowedAgents(), settings.policy().allowedModels(), settings.model(),
                settings.policy().maxPromptBytes());
    }

    private ServableFolders folders() {
        return new ServableFolders(settings.codebases().stream().map(CodebaseSetting::path)
                .collect(Collectors.toSet()), settings.allowedRoots(), real(worker.host.home()), settings.stateDir());
    }

    /** A service's user may have no home. */
    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home.toAbsolutePath().normalize();
        }
    }
}
