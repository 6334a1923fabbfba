package io.agentmesh.worker.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.redis.RedisFailure;
import io.agentmesh.redis.spool.Spool;
import io.agentmesh.task.Ids;
import io.agentmesh.task.text.Mask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores each outcome of the outbox in Redis, too, from before it is a file until the server acknowledges it; and at
 * the start restores the files of those that a previous process stored there. During an outage of Redis only the files
 * are written, and Redis is updated later.
 */
public class OutcomeMirror {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeMirror.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Spool spool;
    private final Path outbox;
    private final OutboxFiles files;
    private final Mask mask;
    private final String name;
    /** Of this process. */
    private final Set<String> stored = new HashSet<>();
    private final Set<String> delivered = new HashSet<>();
    private boolean isRestored;
    private boolean isAway;

    /**
     * @param outbox the folder of the outbox
     * @param mask   hides secrets, as others may read Redis
     * @param name   of the Redis, without its password
     */
    public OutcomeMirror(Spool spool, Path outbox, Mask mask, String name) {
        this.spool = spool;
        this.outbox = outbox;
        this.files = new OutboxFiles(outbox);
        this.mask = mask;
        this.name = name;
    }

    /** Call it before the outcome is a file. An outage of Redis doesn't prevent that. */
    synchronized void store(String run, OutboxEntry entry) throws JsonProcessingException {
        delivered.remove(run);
        stored.add(run);
        try {
            spool.storeOutcome(run, json(entry));
            answered();
        } catch (RedisFailure e) {
            failed(e);
        }
    }

    /** Call it before its file is removed: the server acknowledged it, or refused it for good. */
    synchronized void delivered(String run) {
        delivered.add(run);
        try {
            spool.forget(run);
        } catch (RedisFailure e) {
            failed(e);
        }
    }

    /** Reconciles outbox and Redis after an outage of one of them. */
    public synchronized void compare() throws IOException {
        try {
            if (isAway) {
                spool.check();
            }
            for (String run : delivered) {
                spool.forget(run);
            }
            Map<String, String> there = spool.outcomes();
            Set<String> here = new HashSet<>(files.runs());
            delivered.removeIf(run -> !here.contains(run));
            if (!isRestored) {
                restore(there);
                isRestored = true;
            }
            for (String run : here) {
                if (!there.containsKey(run) && !delivered.contains(run)) {
                    copy(run);
                }
            }
            answered();
        } catch (RedisFailure e) {
            failed(e);
        }
    }

    private void restore(Map<String, String> there) throws IOException {
        for (Map.Entry<String, String> outcome : there.entrySet()) {
            String run = outcome.getKey();
            if (Ids.isValid(run) && !stored.contains(run) && files.read(run).isEmpty()) {
                Files.createDirectories(outbox);
                DurableFile.write(files.of(run), outcome.getValue().getBytes(StandardCharsets.UTF_8));
                LOG.info("the outcome of run {} is taken over from {}", run, name);
            }
        }
    }

    /** The file may have been delivered meanwhile; an unreadable one is left to the outbox. */
    private void copy(String run) {
        try {
            OutboxEntry entry = DurableFile.readJson(files.of(run), OutboxEntry.class);
            if (entry != null && entry.isOf(run)) {
                spool.storeOutcome(run, json(entry));
            }
        } catch (IOException e) {
            LOG.debug("the outcome of run {} isn't copied: {}", run, e.toString());
        }
    }

    private String json(OutboxEntry entry) throws JsonProcessingException {
        return JSON.writeValueAsString(entry.withTexts(mask.maskShortened(entry.result()),
                mask.maskShortened(entry.error())));
    }

    private void answered() {
        if (isAway) {
            LOG.info("{} keeps outcomes again", name);
        }
        isAway = false;
    }

    /** Logged once. */
    private void failed(RedisFailure failure) {
        if (!isAway) {
            LOG.warn("{} can't keep outcomes: {}; they are kept in {} alone until it answers again", name,
                    failure.getMessage(), outbox);
        }
        isAway = true;
    }
}
