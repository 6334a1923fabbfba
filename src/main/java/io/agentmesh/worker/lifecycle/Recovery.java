package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.TerminationReason;
import io.agentmesh.agent.run.InterruptedRuns;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.task.LogNames;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.worker.claim.Claim;
import io.agentmesh.worker.claim.Claims;
import io.agentmesh.worker.claim.CrashPolicy;
import io.agentmesh.worker.claim.Interruption;
import io.agentmesh.worker.client.ServerFault;
import io.agentmesh.worker.outbox.Outbox;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the tasks of the previous process at a start, before the first poll. A live run keeps its slot and folder;
 * a dead one's processes are ended, and its claim records what happens next.
 */
public class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final String NOT_STARTED = "the worker was stopped before the task's agent had started";
    private static final String WORKER_STOPPED = "the worker was stopped while the task ran";
    private static final String UNREADABLE = "what was left of the task can't be read";
    private static final String MACHINE_STOPPED = "the machine was restarted while the task ran";

    private final Runs runs;
    private final Outbox outbox;
    private final Claims claims;
    private final Slots slots;
    private final CrashPolicy policy;
    private final Duration killGrace;
    private final Clock clock;
    private final List<AdoptedTask> adopted = new ArrayList<>();

    public Recovery(Runs runs, Outbox outbox, Claims claims, Slots slots, CrashPolicy policy, Duration killGrace,
            Clock clock) {
        this.runs = runs;
        this.outbox = outbox;
        this.claims = claims;
        this.slots = slots;
        this.policy = policy;
        this.killGrace = killGrace;
        this.clock = clock;
    }

    /** Call it once, before any other use of the state folder. */
    public void reconcile() throws IOException {
        for (RunFolder run : runs.all()) {
            try {
                note(run);
            } catch (IOException e) {
                LOG.warn("what was left of run {} can't be read: {}", run.key(), ServerFault.sentence(e));
            }
        }
        for (Claim claim : claims.all()) {
            try {
                reconcile(claim);
            } catch (IOException e) {
                LOG.warn("what was left of task {} can't be read: {}", claim.task().id(), ServerFault.sentence(e));
                outbox.put(claim.task(), Outcome.failed(UNREADABLE));
                claims.settle(claim.task());
            }
        }
        claims.forgetOld();
    }

    /** The tasks whose runs are followed. */
    public List<AdoptedTask> adopted() {
        return List.copyOf(adopted);
    }

    /** The outcome of a task to release, where the server doesn't support that. */
    public Outcome failure(Task task) throws IOException {
        for (Claim claim : claims.all()) {
            if (claim.task().id().equals(task.id())) {
                return outcome(claim);
            }
        }
        return Outcome.failed(WORKER_STOPPED);
    }

    /** Each unreported run belongs to a claim; a folder without a journal was created before anything started. */
    private void note(RunFolder run) throws IOException {
        if (InterruptedRuns.isUnreadable(run)) {
            reportUnreadable(run);
        } else if (!InterruptedRuns.isJournalled(run)) {
            runs.remove(run);
        } else if (!run.isReported()) {
            Task task = run.record().task();
            if (claims.all().stream().noneMatch(claim -> claim.task().id().equals(task.id()))) {
                claims.write(new Claim(task, Claim.State.BEGUN, List.of()));
            }
        } else {
            InterruptedRuns.removeTemporary(run);
        }
    }

    /**
     * The task of the run is unknown, so it is neither resumed nor retried; its outcome is read from its files.
     */
    private void reportUnreadable(RunFolder run) throws IOException {
        if (run.isReported()) {
            return;
        }
        InterruptedRuns.endUnreadable(run, killGrace);
        Task named = run.namedTask();
        Optional<Claim> claim = claims.all().stream().filter(one -> one.task().id().equals(named.id())).findFirst();
        if (claim.isEmpty() || claim.get().isOf(named.attempt())) {
            outbox.put(claim.map(Claim::task).orElse(named),
                    runs.protocols().read(run, TerminationReason.failed(UNREADABLE)));
        } else {
            run.markReported();
        }
    }

    private void reconcile(Claim claim) throws IOException {
        Task task = claim.task();
        RunFolder run = runs.folder(Runs.key(task.id(), task.attempt()));
        if (outbox.holds(task.id()) || (task.attempt() > 0 && run.isReported()
                && claim.state() != Claim.State.GIVEN_BACK)) {
            claims.settle(task);
        } else if (claim.state() == Claim.State.BEGUN) {
            if (InterruptedRuns.isJournalled(run) && InterruptedRuns.isAlive(run)) {
                adopt(task, run);
            } else {
                recover(claim, run);
            }
        }
    }

    private void adopt(Task task, RunFolder run) throws IOException {
        Path folder = Path.of(run.record().codebase());
        slots.take(task, folder);
        adopted.add(new AdoptedTask(task, Decision.adopt(folder)));
    }

    /** Ends what is left of a dead run, and decides by the policy what happens to its task. */
    private void recover(Claim claim, RunFolder run) throws IOException {
        try (LogNames names = LogNames.of(claim.task().id(), claim.task().codebaseId())) {
            if (InterruptedRuns.isJournalled(run)) {
                InterruptedRuns.end(run, killGrace);
            }
            Claim after = claim.interrupted(interruption(run), policy.next());
            if (policy.givesUp(after)) {
                failExhausted(after);
            } else {
                claims.write(after);
                LOG.info("task {}: {}; it is to be {}", after.task().id(), after.interruptions().get(
                        after.interruptions().size() - 1).what(),
                        after.state() == Claim.State.OPEN ? "taken up again" : "given back");
            }
        }
    }

    private void failExhausted(Claim claim) throws IOException {
        outbox.put(claim.task(), outcome(claim));
        claims.settle(claim.task());
        LOG.info("task {} has failed: {}", claim.task().id(), CrashPolicy.reason(claim));
    }

    private Interruption interruption(RunFolder run) throws IOException {
        if (!InterruptedRuns.isJournalled(run) || !InterruptedRuns.hasBegun(run)) {
            return new Interruption(text(clock.instant()), NOT_STARTED);
        }
        return new Interruption(text(InterruptedRuns.lastActivity(run)),
                InterruptedRuns.isOfAnotherBoot(run) ? MACHINE_STOPPED : WORKER_STOPPED);
    }

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Outcome outcome(Claim claim) throws IOException {
        Task task = claim.task();
        RunFolder run = runs.folder(Runs.key(task.id(), task.attempt()));
        String reason = CrashPolicy.reason(claim);
        return InterruptedRuns.isJournalled(run) ? runs.protocols().read(run, TerminationReason.failed(reason))
                : Outcome.failed(reason);
    }
}
