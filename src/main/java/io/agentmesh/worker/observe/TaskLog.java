package io.agentmesh.worker.observe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.agentmesh.task.LogNames;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import io.agentmesh.worker.client.ServerFault;
import io.agentmesh.worker.outbox.OutboxEntry;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each change of a task's state, and adds the task's names to every line of its thread (MDC). Metrics
 * and traces are the bean {@code observers}.
 */
public class TaskLog {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLog.class);

    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    public void open(Task task) {
        LogNames.put(task.id(), task.codebaseId());
        begun.put(task.id(), System.nanoTime());
    }

    public void claimed(Task task) {
        LOG.info("task {} claimed, attempt {}: {} \"{}\"", task.id(), task.attempt(), task.agentType(),
                task.title().lines().findFirst().orElse(""));
    }

    /** Its run outlived the previous worker process. */
    public void adopted(Task task) {
        LOG.info("task {} adopted, attempt {}: its run outlived the last worker process", task.id(), task.attempt());
    }

    /** Another worker was faster, or the task is gone. */
    public void notGranted(Task task, Throwable failure) {
        LOG.info("task {} not claimed: {}", task.id(), ServerFault.sentence(failure));
    }

    /** The claim wasn't even sent. */
    public void notNoted(Task task, Throwable failure) {
        LOG.warn("task {} not claimed, because the claim can't be recorded: {}", task.id(), ServerFault.sentence(failure));
    }

    /** Claimed, but the worker stops: its next start continues. */
    public void left(Task task) {
        LOG.info("task {} is left for the next start of this worker", task.id());
    }

    /** Its files exist, so it is reported at the next start. */
    public void unreported(Task task, Throwable failure) {
        LOG.warn("task {} is not reported before the next start of this worker: {}", task.id(),
                ServerFault.sentence(failure));
    }

    /** It failed for a passing reason, and is retried. */
    public void retried(Task task, Throwable failure) {
        LOG.info("task {} is retried: {}", task.id(), failure.getMessage());
    }

    public void finished(Task task, Outcome outcome) {
        Duration time = Duration.ofNanos(System.nanoTime() - begun.getOrDefault(task.id(), System.nanoTime()));
        String how = outcome.status().equals(Outcome.RELEASED) ? "given back" : outcome.status();
        LOG.info("task {} {} in {} s{}{}", task.id(), how, String.format("%.1f", time.toMillis() / 1e3),
                outcome.error() == null ? "" : ": " + outcome.error(),
                outcome.usage().total() == 0 ? "" : " (" + outcome.usage().total() + " tokens)");
    }

    public void close(Task task) {
        begun.remove(task.id());
        LogNames.remove();
    }

    /** Its outcome is about to be sent, possibly again; adds the names until the message ends. */
    public void reporting(OutboxEntry outcome, Exchange exchange) {
        LogNames.put(outcome.taskId(), outcome.codebaseId());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                LogNames.remove();
            }
        });
    }

    /** The server has acknowledged its outcome. */
    public void reported(OutboxEntry outcome) {
        LOG.info("task {} reported as {}", outcome.taskId(), outcome.status());
    }
}
