package io.agentmesh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.ObjectMapper;

/** What the same machine does with the same lines without a worker. */
final class Baselines {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As large as the worker's. */
    private static final int BATCH_LINES = 870;

    private final Path events;
    private final long lines;

    Baselines(Path events, long lines) {
        this.events = events;
        this.lines = lines;
    }

    /** @return lines/s of plain HTTP */
    double measure(Figures figures) throws Exception {
        figures.add(Figure.of("baseline: `cat` of the events through a pipe, read by line", Figures.number(pipe()) + " lines/s", ""));
        double post = post();
        figures.add(Figure.of("baseline: the lines by plain HTTP POST in batches of " + BATCH_LINES,
                Figures.number(post) + " lines/s", ""));
        return post;
    }

    private double pipe() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process cat = new ProcessBuilder("cat", events.toString()).start();
        try (BufferedReader reader = cat.inputReader()) {
            while (reader.readLine() != null) {
                continue;
            }
        }
        cat.waitFor();
        return lines * 1e9 / (System.nanoTime() - begun);
    }

    /** One batch on its way at a time, as the worker sends them; the receiver checks them as it does the worker's. */
    private double post() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (FakeServer server = new FakeServer()) {
            URI uri = URI.create(server.url() + "/v1/opencode/tasks/t1/output");
            long begun = System.nanoTime();
            long next = 0;
            while (next < lines) {
                StringBuilder batch = new StringBuilder();
                for (int i = 0; i < BATCH_LINES && next < lines; i++) {
                    batch.append(NumberedLines.line(next++)).append('\n');
                }
                byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode().put("output", batch.toString()));
                client.send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                        HttpResponse.BodyHandlers.discarding());
            }
            server.lines().require(lines);
            return lines * 1e9 / (System.nanoTime() - begun);
        }
    }
}
