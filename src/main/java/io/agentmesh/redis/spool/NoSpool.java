package io.agentmesh.redis.spool;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Spool of a worker with a durable disk: stores nothing. */
public final class NoSpool implements Spool {

    @Override
    public void storeOutcome(String run, String outcome) {
        // The outbox stores it.
    }

    @Override
    public void check() {
        // Nothing is written.
    }

    @Override
    public Map<String, String> outcomes() {
        return Map.of();
    }

    @Override
    public void storeBatch(SpooledBatch batch, String totals) {
        throw new UnsupportedOperationException("spool is disk");
    }

    @Override
    public Set<String> runs() {
        return Set.of();
    }

    @Override
    public Optional<SpooledBatch> first(String run) {
        return Optional.empty();
    }

    @Override
    public void drop(SpooledBatch batch) {
        // There is no batch.
    }

    @Override
    public void refuse(SpooledBatch batch, String refused) {
        // There is no batch.
    }

    @Override
    public Optional<String> refused(String run) {
        return Optional.empty();
    }

    @Override
    public void dropOutput(String run) {
        // There is no output.
    }

    @Override
    public Optional<String> totals(String run) {
        return Optional.empty();
    }

    @Override
    public void forgetOutput(String run) {
        // There is no output.
    }

    @Override
    public void forget(String run) {
        // There is no run.
    }
}
