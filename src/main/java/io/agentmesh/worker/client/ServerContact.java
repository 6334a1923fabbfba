package io.agentmesh.worker.client;

import java.time.Duration;

/** Whether the server has answered of late, and knows this worker. */
public final class ServerContact {

    private static final int HEARTBEATS = 2;

    private final Presence presence;
    private final Duration heartbeatInterval;

    public ServerContact(Presence presence, Duration heartbeatInterval) {
        this.presence = presence;
        this.heartbeatInterval = heartbeatInterval;
    }

    /** @return what is wrong, or empty */
    public String problem() {
        if (!presence.isRegistered()) {
            return "the server hasn't registered this worker yet";
        }
        Duration silence = presence.silence();
        return silence.compareTo(heartbeatInterval.multipliedBy(HEARTBEATS)) <= 0 ? ""
                : "the server hasn't answered for " + silence.toSeconds() + " s";
    }
}
