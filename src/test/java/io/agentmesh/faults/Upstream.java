package io.agentmesh.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** The proxy's way to the server. */
final class Upstream {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;

    Upstream(String server) {
        this.server = URI.create(server);
    }

    HttpResponse<byte[]> send(ProxiedCall call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(call.uri())).timeout(LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .method(call.method(), call.body().length == 0 ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(call.body()));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** All of the head and the first half of the body; then the connection ends. */
    void sendHalf(ProxiedCall call) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            String head = call.method() + " " + call.uri() + " HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + call.body().length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(Arrays.copyOf(call.body(), call.body().length / 2));
            socket.getOutputStream().flush();
        }
    }
}
