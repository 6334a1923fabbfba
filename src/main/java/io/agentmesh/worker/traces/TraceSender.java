package io.agentmesh.worker.traces;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import io.agentmesh.settings.http.HttpAnswer;
import io.agentmesh.settings.http.HttpCalls;
import io.agentmesh.settings.http.Network;
import io.opentelemetry.exporter.internal.http.HttpSender;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;

/** Sends spans by the program's own HTTP client. OpenTelemetry's senders use HTTP/2, and no proxy. */
final class TraceSender implements HttpSender {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpCalls http;
    private final String endpoint;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "trace-sender");
        made.setDaemon(true);
        return made;
    });

    TraceSender(String endpoint, Network network) {
        this.endpoint = endpoint;
        http = new HttpCalls(network, TIMEOUT, TIMEOUT);
    }

    @Override
    public void send(Marshaler spans, int length, Consumer<Response> onResponse, Consumer<Throwable> onError) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(length);
        try {
            spans.writeBinaryTo(body);
            thread.execute(() -> send(body.toByteArray(), onResponse, onError));
        } catch (IOException | RejectedExecutionException e) {
            onError.accept(e);
        }
    }

    private void send(byte[] body, Consumer<Response> onResponse, Consumer<Throwable> onError) {
        HttpAnswer answer;
        try {
            answer = http.send("POST", endpoint, Map.of("Content-Type", "application/x-protobuf"), body);
        } catch (IOException e) {
            onError.accept(e);
            return;
        }
        onResponse.accept(new Answer(answer));
    }

    @Override
    public CompletableResultCode shutdown() {
        thread.shutdown();
        return CompletableResultCode.ofSuccess();
    }

    private record Answer(HttpAnswer answer) implements Response {

        @Override
        public int statusCode() {
            return answer.status();
        }

        @Override
        public String statusMessage() {
            return "";
        }

        @Override
        public byte[] responseBody() {
            return answer.body().getBytes(StandardCharsets.UTF_8);
        }
    }
}
