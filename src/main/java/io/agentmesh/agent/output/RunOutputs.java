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
 * The outputs of all runs that are on their way to the server; what the routes {@code stream-output} and
 * {@code send-output} ask and tell.
 */
public class RunOutputs {

    /** How long an ended run's output is tried before its outcome goes out without it (house rule). */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long one run's rest is sent before another's has its turn. */
    public static final Duration TURN = Duration.ofSeconds(5);

    private static final String SEND = "direct:send-output";
    private static final long LOOK_AGAIN_MILLIS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(RunOutputs.class);

    private final Supplier<ProducerTemplate> producer;
    private final String workerId;
    private final LineFormat format;
    private final long most;
    private final String room;
    private final Map<String, RunOutput> outputs = new ConcurrentHashMap<>();
    private final LongAdder acknowledged = new LongAdder();

    public RunOutputs(Supplier<ProducerTemplate> producer, String workerId, LineFormat format) {
        this(producer, workerId, format, Mask.NONE, Long.MAX_VALUE, SEND);
    }

    /**
     * @param mask hides secrets in all that is sent
     * @param most what is sent of one run's output, in bytes
     * @param room where a batch is given to, {@code direct:send-output} or one with its contract
     */
    public RunOutputs(Supplier<ProducerTemplate> producer, String workerId, LineFormat format, Mask mask, long most,
            String room) {
        this.room = room;
        this.most = most;
        this.producer = producer;
        this.workerId = workerId;
        this.format = new MaskedFormat(format, mask);
    }

    /** Starts to send a run's output, on a thread of its own, until its end is told and all is sent. */
    public OutputFollower follow(RunFolder run) throws IOException {
        RunOutput output = new RunOutput(run, PATIENCE, most, largest());
        outputs.put(run.key(), output);
        OutputFollower follower = follower(output);
        follower.start(() -> outputs.remove(run.key()));
        return follower;
    }

    /** Whether a run's output is still being sent. */
    public boolean isFollowed(String run) {
        return outputs.containsKey(run);
    }

    /** Waits until a run that has ended is followed no more; that is so some time after its end in any case. */
    public void awaitSent(String run) throws InterruptedException {
        while (isFollowed(run)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** Sends what is left of an ended run's output, on this thread, each batch tried once, for a turn of some seconds. */
    public UnsentOutput sendRest(RunFolder run) throws IOException {
        return sendRest(run, TURN);
    }

    UnsentOutput sendRest(RunFolder run, Duration turn) throws IOException {
        RunOutput output = new RunOutput(run, Duration.ZERO, most, largest());
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

    /** What is kept elsewhere first has its numbers then, and can't be cut any more where the server finds it too large. */
    private long largest() {
        return room.equals(SEND) ? Long.MAX_VALUE : RunOutput.SMALLEST;
    }

    private OutputFollower follower(RunOutput output) {
        return new OutputFollower(output, format, line -> producer.get().sendBody("direct:stream-output", line),
                batch -> producer.get().sendBody(room, batch));
    }

    /** @return the body that the contract asks for, of a batch that is about to be sent, or of its next piece */
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

    /** What is to be said of the run's output once the batch is sent, as far as is known now. */
    public OutputTotals totalsWith(OutputBatch batch) {
        return outputs.get(batch.run()).totalsWith(batch);
    }

    /** Whether there is something of the batch to send: not where it is empty, was acknowledged, or dropped. */
    public boolean isUnsent(OutputBatch batch) {
        return !batch.isEmpty() && outputs.get(batch.run()).isUnsent(batch);
    }

    /** The server has the batch, or its piece on the way, or there was nothing in it to send. */
    public void acknowledge(OutputBatch batch) {
        acknowledged.add(outputs.get(batch.run()).acknowledge(batch));
    }

    /** Whether a batch, or its piece, that the server finds too large is worth another try. */
    public boolean goesOn(OutputBatch batch) {
        return outputs.get(batch.run()).goesOn(batch);
    }

    /** Makes smaller pieces of a batch that the server finds too large; one that is small already is passed over. */
    public void tooLarge(OutputBatch batch) {
        long dropped = outputs.get(batch.run()).tooLarge(batch);
        if (dropped > 0) {
            refused(batch, dropped, 413);
        }
    }

    /** What was acknowledged of all runs so far, in bytes. */
    public long acknowledgedBytes() {
        return acknowledged.sum();
    }

    /** Whether a batch that failed is worth another try. */
    public boolean mayTry(OutputBatch batch) {
        return outputs.get(batch.run()).mayTry();
    }

    /**
     * The server said a final no to a batch: to the whole run where it doesn't know the task or has it elsewhere (404,
     * 409), else to this batch alone.
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

    /** What is to be said of an ended run's output, once {@link #sendRest} has been tried. */
    public OutputTotals totals(RunFolder run) throws IOException {
        return new RunOutput(run, Duration.ZERO, most, largest()).totals();
    }

    /** Whether the answer to a batch says that the task was cancelled. */
    public boolean isCancelled(JsonNode answer) {
        return answer.path("cancelled").asBoolean(false);
    }
}
