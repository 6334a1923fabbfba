package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.agent.DurableFile;

/**
 * The owner of a state folder, as written in its lock file.
 *
 * @param worker the worker's name
 * @param since  ISO-8601, UTC
 */
record LockOwner(String worker, long pid, String since) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LENGTH = 4096;

    static LockOwner ofThisProcess(String worker) {
        return new LockOwner(worker, ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    void writeTo(FileChannel lock) throws IOException {
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(JSON.writeValueAsBytes(this)), 0);
        lock.force(false);
    }

    /** Part of a sentence; the file may be empty or half written. */
    static String describe(FileChannel lock) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(MAX_LENGTH);
        int length = Math.max(0, lock.read(content, 0));
        try {
            LockOwner owner = DurableFile.parse(Arrays.copyOf(content.array(), length), LockOwner.class);
            return owner == null || owner.worker() == null ? "another worker" : "worker " + owner.worker() + " (process " + owner.pid() + ", since " + owner.since() + ")";
        } catch (JsonProcessingException e) {
            return "another worker";
        }
    }
}
