package io.agentmesh.worker.client;

import java.time.Duration;

/** Health check: whether the server has answered recently, and knows this worker. */
public final class ServerContact {

    private static final int HEARTBEATS = 2;

    private final ServerConnection connection;
    private final Duration heartbeatInterval;

    public ServerContact(ServerConnection connection, Duration heartbeatInterval) {
        this.connection = connection;
        this.heartbeatInterval = heartbeatInterval;
    }

    /** @return the problem, or empty */
    public String problem() {
        if (!connection.isRegistered()) {
            return "the server hasn't registered this worker yet";
        }
        Duration silence = connection.silence();
        return silence.compareTo(heartbeatInterval.multipliedBy(HEARTBEATS)) <= 0 ? ""
                : "the server hasn't answered for " + silence.toSeconds() + " s";
    }
}
