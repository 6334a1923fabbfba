package io.agentmesh.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** What no HTTP client would send, byte by byte, and what comes back. */
final class RawClient {

    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;

    RawClient(TestServer server) {
        port = server.url().getPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Everything that the server says until it closes the connection; nothing where it just closes it. */
    String exchange(String request) throws IOException {
        return exchange(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    String exchange(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // The server closed while it was still being written to; its answer may be there all the same.
            }
            return readAll(socket);
        }
    }

    static String readAll(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int n = socket.getInputStream().read(buffer); n >= 0; n = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (SocketException e) {
            // Reset instead of closed: what was read before still counts.
        }
        return answer.toString();
    }
}
