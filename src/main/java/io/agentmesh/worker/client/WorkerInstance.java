package io.agentmesh.worker.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import io.agentmesh.agent.DurableFile;

/**
 * Identifies a worker's state folder by a random id in its file {@code instance}. Two live workers with one worker id
 * would lose each other's tasks; by this the server rejects the second one.
 */
public final class WorkerInstance {

    private static final Pattern VALID = Pattern.compile("[0-9a-f-]{36}");
    /** Missing heartbeats after which another instance may take the worker id over. */
    private static final int MISSING_HEARTBEATS = 3;

    private final Path file;
    private final long timeout;
    private String id = "";

    public WorkerInstance(Path stateDir, Duration heartbeatInterval) {
        this.file = file(stateDir);
        this.timeout = Math.max(1, heartbeatInterval.multipliedBy(MISSING_HEARTBEATS).plusMillis(999).toSeconds());
    }

    /** @return the id of a state folder; empty where it was never used, or the file can't be read */
    public static String read(Path stateDir) {
        try {
            String id = Files.readString(file(stateDir)).strip();
            return VALID.matcher(id).matches() ? id : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static Path file(Path stateDir) {
        return stateDir.resolve("instance");
    }

    /** {@code {instance, instance_timeout}}, the timeout in seconds; empty while the id can't be stored. */
    public synchronized Map<String, Object> fields() {
        if (id.isEmpty()) {
            id = read(file.getParent());
        }
        if (id.isEmpty()) {
            id = create();
        }
        return id.isEmpty() ? Map.of() : Map.of("instance", id, "instance_timeout", timeout);
    }

    private String create() {
        String made = UUID.randomUUID().toString();
        try {
            DurableFile.write(file, made.getBytes(StandardCharsets.US_ASCII));
            return made;
        } catch (IOException e) {
            // A full disk must not prevent the registration.
            return "";
        }
    }
}
