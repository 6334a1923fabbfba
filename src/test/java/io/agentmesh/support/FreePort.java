package io.agentmesh.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port of loopback for a server that is started later, or stopped and started again. It lies below those that Linux
 * gives to connections and to whoever asks for any, so that nobody gets it in between; nor can a client that asks again
 * and again whether somebody listens be connected with itself.
 */
public final class FreePort {

    /** The Cluster of Redis takes a second port, 10,000 above; there nobody gets it either. */
    private static final int FIRST = 10_000;
    private static final int COUNT = 10_000;
    /** Each JVM begins elsewhere, as several run tests at once. */
    private static final AtomicInteger NEXT = new AtomicInteger(new Random().nextInt(COUNT));

    private FreePort() {
    }

    /** Another one each time. */
    public static int next() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port from " + FIRST + " on is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
