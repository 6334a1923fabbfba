package io.agentmesh.worker;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.CodebaseSetting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the worker stands with its server: whether it is registered, what the server can do, whether it answers. */
public class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    private final String serverUrl;
    private volatile boolean registered;
    private volatile Set<String> features = Set.of();
    private boolean lost;

    public Presence(String serverUrl) {
        this.serverUrl = serverUrl;
    }

    /** Takes the answer to a registration. */
    public void registered(JsonNode answer) {
        Set<String> named = new HashSet<>();
        answer.path("features").forEach(feature -> named.add(feature.asText()));
        features = Set.copyOf(named);
        registered = true;
        answered();
    }

    public boolean isRegistered() {
        return registered;
    }

    /** The server doesn't know this worker any more. */
    public void forgotten() {
        registered = false;
    }

    /** Whether a claim at this server is atomic. A classic server says yes to everyone. */
    public boolean canClaim() {
        return features.contains("claim");
    }

    public synchronized void answered() {
        if (lost) {
            LOG.info("the server {} answers again", serverUrl);
        }
        lost = false;
    }

    /** A codebase of the settings that the server will not have; its tasks will not come. */
    public void codebaseRefused(CodebaseSetting codebase, Throwable failure) {
        LOG.warn("the codebase {} ({}) is not served: {}", codebase.name(), codebase.path(),
                ServerFault.sentence(failure));
    }

    /** Whether the server didn't answer the last call. */
    public synchronized boolean isLost() {
        return lost;
    }

    /** Says so once, not at each try. */
    public synchronized void failed(Throwable failure) {
        if (!lost) {
            LOG.warn("the server {} can't be used: {}; trying again", serverUrl, ServerFault.sentence(failure));
        }
        lost = true;
    }
}
