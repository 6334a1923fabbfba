package io.agentmesh.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** The server of a run: ours, or a classic one. */
interface MeshServer extends AutoCloseable {

    String url();

    /** Whether several workers may serve one codebase, as {@link Fleet#SHARED} is then. */
    boolean hasSharedCodebases();

    /** The ids of all codebases by their names. */
    Map<String, String> codebases() throws IOException, InterruptedException;

    /** @return the new task's id */
    String submit(String codebase, TaskPlan plan) throws IOException, InterruptedException;

    JsonNode task(String id) throws IOException, InterruptedException;

    /** What it keeps of the task's output, in order. */
    String output(String id) throws IOException, InterruptedException;

    void cancel(String id) throws IOException, InterruptedException;

    /** Ends it as by kill -9, and starts it again with what it had stored. */
    void strike() throws IOException, InterruptedException;

    /** The Redis from which workers may take tasks, or null. */
    default String redisUrl() {
        return null;
    }

    /** Ends the Redis as by kill -9, and starts it again with what it had stored, or empty. */
    default void strikeRedis(boolean empty) throws InterruptedException {
        throw new UnsupportedOperationException("there is no Redis");
    }

    /** What it said, for a failure's message; maybe nothing. */
    List<String> lastWords() throws IOException;

    @Override
    void close() throws IOException, InterruptedException;
}
