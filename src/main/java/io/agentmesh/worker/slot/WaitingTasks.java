package io.agentmesh.worker.slot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.agentmesh.task.LogNames;
import io.agentmesh.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why tasks of this worker wait (docs/server.md, "Why a task waits"): logged once for each reason, and sent with the
 * heartbeats to a server that shows it.
 */
public class WaitingTasks {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingTasks.class);
    private static final int MAX_TASKS = 1000;
    private static final Duration FRESH = Duration.ofMinutes(2);

    private final Slots slots;
    private final Clock clock;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    public WaitingTasks(Slots slots, Clock clock) {
        this.slots = slots;
        this.clock = clock;
    }

    /** @param detail may be empty @param seen when the task was last considered */
    private record Waiting(String reason, String detail, Instant seen) {

        boolean says(String otherReason, String otherDetail) {
            return reason.equals(otherReason) && detail.equals(otherDetail);
        }
    }

    /** No slot was free for it, or its folder is another task's. Does nothing where neither is so. */
    public void forSlot(Task task, Decision decision) {
        if (slots.holds(task.id())) {
            return;
        }
        if (!slots.isFree(decision.folder())) {
            note(task, "folder_busy", "another task of this worker is at work in " + decision.folder(), true);
        } else if (slots.free() == 0) {
            note(task, "slots_busy", "", true);
        }
    }

    /** Its folder is locked, which was logged. */
    public void forFolder(Task task, Decision decision) {
        note(task, "folder_busy", "another worker of this machine is at work in " + decision.folder(), false);
    }

    /** The hook accept has left it. */
    public void forHook(Task task, Decision decision) {
        note(task, "hook", decision.reason(), true);
    }

    private synchronized void note(Task task, String reason, String detail, boolean log) {
        Waiting before = waiting.remove(task.id());
        if (log && (before == null || !before.says(reason, detail))) {
            try (LogNames names = LogNames.of(task.id(), task.codebaseId())) {
                LOG.info("task {} waits: {}", task.id(), detail.isEmpty() ? "all slots are busy" : detail);
            }
        }
        waiting.put(task.id(), new Waiting(reason, detail, clock.instant()));
        while (waiting.size() > MAX_TASKS) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** It waits no longer. */
    public synchronized void over(Task task) {
        waiting.remove(task.id());
    }

    /** By task id {@code {reason, detail?}}, without tasks that weren't seen for two minutes. */
    public synchronized Map<String, Map<String, String>> fresh() {
        Instant oldest = clock.instant().minus(FRESH);
        waiting.values().removeIf(one -> one.seen().isBefore(oldest));
        Map<String, Map<String, String>> fresh = new LinkedHashMap<>();
        waiting.forEach((task, one) -> fresh.put(task, one.detail().isEmpty() ? Map.of("reason", one.reason())
                : Map.of("reason", one.reason(), "detail", one.detail())));
        return fresh;
    }
}
