package io.agentmesh.agent.output;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.text.Mask;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outputs of all runs on their way to the server; the bean of the routes {@code stream-output} and
 * {@code send-output}.
 */
public class RunOutputs {

    /** How long an ended run's output is retried before its outcome is sent without it. */
    private static final Duration RETRY_TIME = Duration.ofSeconds(30);

    /** How long the rest of one run is sent before another gets its turn. */
    public static final Duration TURN = Duration.ofSeconds(5);

    private static final String SEND = "direct:send-output";
    private static final long POLL_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(RunOutputs.class);

    private final Supplier<ProducerTemplate> producer;
    private final String workerId;
    private final LineFormat format;
    private final long max;
    private final String route;
    private final Map<String, RunOutput> outputs = new ConcurrentHashMap<>();
    private final LongAdder acknowledged = new LongAdder();

    public RunOutputs(Supplier<ProducerTemplate> producer, String workerId, LineFormat format) {
        this(producer, workerId, format, Mask.NONE, Long.MAX_VALUE, SEND);
    }

    /**
     * @param mask  hides secrets in all that is sent
     * @param max  bytes sent of one run's output
     * @param route endpoint that sends a batch, {@code direct:send-output} or one with its contract
     */
    public RunOutputs(Supplier<ProducerTemplate> producer, String workerId, LineFormat format, Mask mask, long max,
            String route) {
        this.route = route;
        this.max = max;
        this.producer = producer;
        this.workerId = workerId;
        this.format = new MaskedFormat(format, mask);
    }

    /** Starts a thread that sends a run's output until the run has ended and all is sent. */
    public OutputFollower follow(RunFolder run) throws IOException {
        RunOutput output = new RunOutput(run, RETRY_TIME, max, largest());
        outputs.put(run.key(), output);
        OutputFollower follower = follower(output);
        follower.start(() -> outputs.remove(run.key()));
        return follower;
    }

    /** Whether a run's output is still being sent. */
    public boolean isFollowed(String run) {
        return outputs.containsKey(run);
    }

    /** Waits until an ended run's output is no longer being sent; the wait is limited. */
    public void awaitSent(String run) throws InterruptedException {
        while (isFollowed(run)) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Sends the rest of an ended run's output on this thread, each batch once, for at most {@link #TURN}. */
    public UnsentOutput sendRest(RunFolder run) throws IOException {
        return sendRest(run, TURN);
    }

    UnsentOutput sendRest(RunFolder run, Duration turn) throws IOException {
        RunOutput output = new RunOutput(run, Duration.ZERO, max, largest());
        OutputFollower follower = follower(output);
        follower.end();
        outputs.put(run.key(), output);
        try {
            follower.limit(turn);
            follower.run();
            return new UnsentOutput(output.isAbandoned() || follower.isComplete(), output.position().isSending(),
                    output.position().seq());
        } finally {
            outputs.remove(run.key());
        }
    }

    /** An output route may store batches with their numbers, which a later split would change. */
    private long largest() {
        return route.equals(SEND) ? Long.MAX_VALUE : RunOutput.SMALLEST;
    }

    private OutputFollower follower(RunOutput output) {
        return new OutputFollower(output, format, line -> producer.get().sendBody("direct:stream-output", line),
                batch -> producer.get().sendBody(route, batch));
    }

    /** Records a batch, or its next piece, as in flight. @return the body of the API call */
    public Map<String, Object> announce(OutputBatch batch) {
        Map<String, Object> body = new LinkedHashMap<>();
        OutputPiece piece = outputs.get(batch.run()).sending(batch);
        body.put("worker_id", workerId);
        body.put("output", piece.text());
        body.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        body.put("attempt", batch.attempt());
        body.put("seq", piece.seq());
        return body;
    }

    /** Totals of the run's output once the batch is sent. */
    public OutputTotals totalsWith(OutputBatch batch) {
        return outputs.get(batch.run()).totalsWith(batch);
    }

    /** Whether the batch has anything to send: not where it is empty, acknowledged, or dropped. */
    public boolean isUnsent(OutputBatch batch) {
        return !batch.isEmpty() && outputs.get(batch.run()).isUnsent(batch);
    }

    /** The server has the batch or its piece in flight, or there was nothing to send. */
    public void acknowledge(OutputBatch batch) {
        acknowledged.add(outputs.get(batch.run()).acknowledge(batch));
    }

    /** Whether to go on with a batch, or its piece, that is too large for the server. */
    public boolean goesOn(OutputBatch batch) {
        return outputs.get(batch.run()).goesOn(batch);
    }

    /** Splits a batch that is too large for the server; one that is small already is dropped. */
    public void tooLarge(OutputBatch batch) {
        long dropped = outputs.get(batch.run()).tooLarge(batch);
        if (dropped > 0) {
            refused(batch, dropped, 413);
        }
    }

    /** Bytes acknowledged of all runs so far. */
    public long acknowledgedBytes() {
        return acknowledged.sum();
    }

    /** Whether to retry a failed batch. */
    public boolean mayTry(OutputBatch batch) {
        return outputs.get(batch.run()).mayTry();
    }

    /**
     * The server refused a batch for good: the whole run where the task is unknown or claimed by another (404, 409),
     * else this batch alone.
     */
    public void refused(OutputBatch batch, int status) {
        RunOutput output = outputs.get(batch.run());
        if (status == 404 || status == 409) {
            LOG.warn("run {}: the server takes no more output ({})", batch.run(), status);
            output.abandon();
        } else {
            refused(batch, output.drop(batch), status);
        }
    }

    private static void refused(OutputBatch batch, long bytes, int status) {
        LOG.warn("run {}: the server refused output of {} bytes ({}), which is dropped", batch.run(), bytes, status);
    }

    /** Totals of an ended run's output, once {@link #sendRest} was tried. */
    public OutputTotals totals(RunFolder run) throws IOException {
        return new RunOutput(run, Duration.ZERO, max, largest()).totals();
    }

    /** Whether the answer to a batch reports that the task was cancelled. */
    public boolean isCancelled(JsonNode answer) {
        return answer.path("cancelled").asBoolean(false);
    }
}
