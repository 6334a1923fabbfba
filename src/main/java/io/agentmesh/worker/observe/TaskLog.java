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
 * One line for each change of a task's state, and the task's names in every line of its thread (MDC). It only logs:
 * figures and traces are the bean {@code observers}.
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

    /** Its run outlived the worker's last life. */
    public void adopted(Task task) {
        LOG.info("task {} adopted, attempt {}: its run outlived the last worker process", task.id(), task.attempt());
    }

    /** Somebody else was faster, or the task is gone. */
    public void notGranted(Task task, Throwable failure) {
        LOG.info("task {} not claimed: {}", task.id(), ServerFault.sentence(failure));
    }

    /** Not even asked for. */
    public void notNoted(Task task, Throwable failure) {
        LOG.warn("task {} not claimed, because the claim can't be recorded: {}", task.id(), ServerFault.sentence(failure));
    }

    /** Granted, but the worker stops: its next start asks again. */
    public void left(Task task) {
        LOG.info("task {} is left for the next start of this worker", task.id());
    }

    /** Its files are there, and so it is reported at the next start. */
    public void unreported(Task task, Throwable failure) {
        LOG.warn("task {} is not reported before the next start of this worker: {}", task.id(),
                ServerFault.sentence(failure));
    }

    /** It failed for a passing reason, and is begun again. */
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

    /** Its outcome is about to be sent to the server, once more maybe; until the message is done with. */
    public void reporting(OutboxEntry outcome, Exchange exchange) {
        LogNames.put(outcome.taskId(), outcome.codebaseId());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                LogNames.remove();
            }
        });
    }

    /** The server has its outcome. */
    public void reported(OutboxEntry outcome) {
        LOG.info("task {} reported as {}", outcome.taskId(), outcome.status());
    }
}
