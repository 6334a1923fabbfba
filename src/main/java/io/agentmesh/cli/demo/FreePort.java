package io.agentmesh.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A loopback port that nobody listens on: for programs that must be told their port before they start. */
final class FreePort {

    private FreePort() {
    }

    /** Another program may take it before it is used; nothing but a failed start comes of that. */
    static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
