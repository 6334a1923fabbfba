package io.agentmesh.worker.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.output.OutputBatch;
import io.agentmesh.agent.output.OutputTotals;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.spool.Spool;
import io.agentmesh.redis.spool.SpooledBatch;
import io.agentmesh.task.LogNames;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The output of this worker's runs that is stored in Redis until the server acknowledges it; in order, batch by batch.
 */
public class SpooledOutput {

    private static final Logger LOG = LoggerFactory.getLogger(SpooledOutput.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final OutputTotals NOTHING = new OutputTotals(0, 0, 0);

    /** One sender a run; runs may share a lock by their hash. */
    private static final int LOCKS = 64;

    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final Spool spool;
    private final RunOutputs outputs;
    private final Predicate<String> isHere;
    private final Supplier<ProducerTemplate> producer;

    /** @param isHere whether this worker still has files of a run, whose outcome it has to report */
    public SpooledOutput(Spool spool, RunOutputs outputs, Predicate<String> isHere, Supplier<ProducerTemplate> producer) {
        this.isHere = isHere;
        this.spool = spool;
        this.outputs = outputs;
        this.producer = producer;
    }

    /** Stores a batch to be sent. */
    public void keep(OutputBatch batch) throws JsonProcessingException {
        String body = JSON.writeValueAsString(outputs.announce(batch));
        OutputTotals totals = outputs.totalsWith(batch);
        spool.storeBatch(new SpooledBatch(batch.run(), (int) totals.batches(), body), JSON.writeValueAsString(totals));
    }

    public List<String> runs() {
        return new ArrayList<>(spool.runs());
    }

    /**
     * Sends a run's output as far as the server acknowledges it, for at most a turn. Acknowledged batches are then
     * removed from Redis: where that fails, the same batch is sent again, which the server stores once.
     *
     * @return whether nothing is left
     */
    public boolean send(String run) {
        return send(run, RunOutputs.TURN);
    }

    boolean send(String run, Duration turn) {
        synchronized (locks[Math.floorMod(run.hashCode(), LOCKS)]) {
            return sendFor(run, turn);
        }
    }

    private boolean sendFor(String run, Duration turn) {
        long begun = System.nanoTime();
        try {
            while (spool.first(run).isPresent()) {
                producer.get().sendBody("direct:send-spooled", run);
                if (System.nanoTime() - begun > turn.toNanos() && spool.first(run).isPresent()) {
                    return false;
                }
            }
            if (!isHere.test(run)) {
                // Its outcome never comes: the task was assigned to another attempt.
                spool.forgetOutput(run);
            }
            return true;
        } catch (CamelExecutionException | RedisFailure e) {
            LOG.debug("run {}: its output stays in Redis for now", run, e);
            return false;
        }
    }

    /** The body of the API call. */
    public Map<String, Object> message(SpooledBatch batch) throws JsonProcessingException {
        return JSON.readValue(batch.body(), new TypeReference<>() {
        });
    }

    /** @return null where there is none */
    public SpooledBatch first(String run) {
        return spool.first(run).orElse(null);
    }

    /** The server has acknowledged it. */
    public void drop(SpooledBatch batch) {
        spool.drop(batch);
    }

    /** Refused for good: after 404 and 409 all of the run's output, else this batch, is dropped and counted. */
    public void refused(SpooledBatch batch, int status) throws JsonProcessingException {
        try (LogNames names = LogNames.of(batch.taskId(), null)) {
            LOG.warn("run {}: the server refused batch {} of its output ({}), which is dropped", batch.run(), batch.seq(),
                    status);
        }
        if (status == 404 || status == 409) {
            spool.dropOutput(batch.run());
        } else {
            long bytes = JSON.readTree(batch.body()).path("output").asText("").getBytes(StandardCharsets.UTF_8).length;
            spool.refuse(batch, JSON.writeValueAsString(refused(batch.run()).plusBatch(bytes)));
        }
    }

    /** The output that the server refused of a run, as far as Redis knows: the outcome doesn't wait for it. */
    OutputTotals refused(String run) {
        try {
            return read(run, spool.refused(run)).orElse(NOTHING);
        } catch (RedisFailure e) {
            return NOTHING;
        }
    }

    /** How many batches of the run the server has acknowledged, to detect progress. */
    int sent(String run) {
        try {
            return spool.first(run).map(SpooledBatch::seq).orElse(0);
        } catch (RedisFailure e) {
            return 0;
        }
    }

    /** Totals of the output of a run whose files are gone, or null where unknown. */
    OutputTotals totals(String run) {
        return read(run, spool.totals(run)).orElse(null);
    }

    private static Optional<OutputTotals> read(String run, Optional<String> stored) {
        try {
            return stored.isEmpty() ? Optional.empty() : Optional.of(
                    DurableFile.parse(stored.get().getBytes(StandardCharsets.UTF_8), OutputTotals.class));
        } catch (IOException e) {
            LOG.warn("run {}: what Redis has of its output's length can't be read", run);
            return Optional.empty();
        }
    }
}
