package io.agentmesh.server;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What no HTTP client would send, byte by byte, and what comes back. */
public final class RawClient {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final Pattern SIZED = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private final int port;

    public RawClient(TestServer server) {
        port = server.url().getPort();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** The first answer, or nothing where the server just closes the connection. */
    public String exchange(String request) throws IOException {
        return exchange(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public String exchange(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException e) {
                // The server closed while it was still being written to; its answer may be there all the same.
            }
            return read(socket, true);
        }
    }

    /** Everything that the server says until it closes the connection. */
    static String readAll(Socket socket) throws IOException {
        return read(socket, false);
    }

    /** The first answer, or what there was of it when the server closed the connection. */
    static String readFirst(Socket socket) throws IOException {
        return read(socket, true);
    }

    private static String read(Socket socket, boolean onlyFirst) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[8_192];
        try {
            for (int n = socket.getInputStream().read(buffer); n >= 0; n = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                if (onlyFirst && isWhole(answer.toString())) {
                    break;
                }
            }
        } catch (SocketException e) {
            // Reset instead of closed: what was read before still counts.
        }
        return new String(answer.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isWhole(String answer) {
        Matcher sized = SIZED.matcher(answer);
        int body = answer.indexOf("\r\n\r\n") + 4;
        return body >= 4 && sized.find() && sized.start() < body
                && answer.length() - body >= Integer.parseInt(sized.group(1));
    }
}
