package io.agentmesh.redis.spool;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.WriteCheck;
import org.redisson.api.RMap;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamAddArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/**
 * A worker's spool in Redis. The batches of a run are a stream whose entries have the ids {@code <seq>-0}, so Redis
 * keeps them in order and rejects duplicates. Each command uses one key, as required by Redis Cluster.
 */
public final class RedisSpool implements Spool {

    private static final String BATCH = "batch";
    private static final String DUPLICATE = "equal or smaller";

    private final RedisConnection connection;
    private final String worker;
    private final WriteCheck writeCheck;

    /** @param worker the worker's id; a worker with the same id delivers what is stored */
    public RedisSpool(RedisConnection connection, String worker) {
        this.connection = connection;
        this.worker = worker;
        this.writeCheck = new WriteCheck(connection, worker);
    }

    @Override
    public void check() {
        writeCheck.run();
    }

    @Override
    public void storeOutcome(String run, String outcome) {
        RedisFailure.guard(() -> hash(QueueNames.spooledOutcomes(worker)).fastPut(run, outcome));
    }

    @Override
    public Map<String, String> outcomes() {
        return RedisFailure.guard(() -> hash(QueueNames.spooledOutcomes(worker)).readAllMap());
    }

    @Override
    public void storeBatch(SpooledBatch batch, String totals) {
        RedisFailure.guard(() -> {
            // The run's name first: a crash in between would leave output that no worker finds.
            hash(QueueNames.spooledRuns(worker)).fastPut(batch.run(), totals);
            try {
                stream(batch.run()).add(id(batch), StreamAddArgs.entry(BATCH, batch.body()));
            } catch (RedisException e) {
                if (!String.valueOf(e.getMessage()).contains(DUPLICATE)) {
                    throw e;
                }
            }
            return true;
        });
    }

    @Override
    public Set<String> runs() {
        return RedisFailure.guard(() -> new HashSet<>(hash(QueueNames.spooledRuns(worker)).readAllKeySet()));
    }

    @Override
    public Optional<SpooledBatch> first(String run) {
        return RedisFailure.guard(() -> stream(run).range(1, StreamMessageId.MIN, StreamMessageId.MAX).entrySet().stream()
                .findFirst().map(entry -> new SpooledBatch(run, (int) entry.getKey().getId0(), entry.getValue().get(BATCH))));
    }

    @Override
    public void drop(SpooledBatch batch) {
        RedisFailure.guard(() -> stream(batch.run()).remove(id(batch)));
    }

    @Override
    public void refuse(SpooledBatch batch, String refused) {
        RedisFailure.guard(() -> hash(QueueNames.refusedOutput(worker)).fastPut(batch.run(), refused));
        drop(batch);
    }

    @Override
    public Optional<String> refused(String run) {
        return Optional.ofNullable(RedisFailure.guard(() -> hash(QueueNames.refusedOutput(worker)).get(run)));
    }

    @Override
    public void dropOutput(String run) {
        for (Optional<SpooledBatch> batch = first(run); batch.isPresent(); batch = first(run)) {
            drop(batch.get());
        }
    }

    @Override
    public Optional<String> totals(String run) {
        return Optional.ofNullable(RedisFailure.guard(() -> hash(QueueNames.spooledRuns(worker)).get(run)));
    }

    @Override
    public void forgetOutput(String run) {
        RedisFailure.guard(() -> {
            stream(run).delete();
            hash(QueueNames.refusedOutput(worker)).fastRemove(run);
            return hash(QueueNames.spooledRuns(worker)).fastRemove(run);
        });
    }

    @Override
    public void forget(String run) {
        forgetOutput(run);
        RedisFailure.guard(() -> hash(QueueNames.spooledOutcomes(worker)).fastRemove(run));
    }

    private static StreamMessageId id(SpooledBatch batch) {
        return new StreamMessageId(batch.seq(), 0);
    }

    private RMap<String, String> hash(String key) {
        return connection.client().getMap(key, StringCodec.INSTANCE);
    }

    private RStream<String, String> stream(String run) {
        return connection.client().getStream(QueueNames.spooledOutput(worker, run), StringCodec.INSTANCE);
    }
}
