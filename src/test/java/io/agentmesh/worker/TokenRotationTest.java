package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.worker.client.Credentials;
import org.slf4j.LoggerFactory;

/** A token whose file is replaced while the worker runs, as Kubernetes replaces a mounted secret. */
@Timeout(300)
class TokenRotationTest {

    private static final String OLD = "the-old-token-of-w1";
    private static final String NEW = "the-new-token-of-w1";

    @TempDir
    Path folder;
    private final ClassicServer server = new ClassicServer();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Credentials.class);
    private Path file;
    private RouteBench bench;

    @BeforeEach
    void open() throws IOException {
        log.start();
        logger.addAppender(log);
        swap("1", OLD);
        file = Files.createSymbolicLink(folder.resolve("token"), Path.of("..data", "token"));
        bench = new RouteBench(new WorkerFixture(folder, server.url()).with("auth_token_file", file.toString()));
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        bench.close();
        server.close();
    }

    @Test
    void aRefusedCallIsMadeAgainAtOnceWithTheTokenThatTheFileHoldsNow() throws IOException {
        bench.start();
        swap("2", NEW);
        server.fails(".*", Fault.status(401), 1);

        Exchange exchange = send();

        assertThat(exchange.getException()).isNull();
        assertThat(server.calls("POST .*")).extracting(Call::authorization)
                .containsExactly("Bearer " + OLD, "Bearer " + NEW);
        assertThat(server.calls("POST .*")).allSatisfy(call ->
                assertThat(call.json().path("name").asText()).isEqualTo("hello"));
        send();
        assertThat(server.calls("POST .*").get(2).authorization()).isEqualTo("Bearer " + NEW);
    }

    @Test
    void theOldTokenIsSentUntilTheServerRefusesIt() throws IOException {
        bench.start();
        swap("2", NEW);

        send();

        assertThat(server.calls("POST .*")).extracting(Call::authorization).containsExactly("Bearer " + OLD);
    }

    @Test
    void bothTokensAreMaskedFromThenOn() throws IOException {
        bench.start();
        swap("2", NEW);
        server.fails(".*", Fault.status(401), 1);
        send();

        assertThat(bench.beans.mask.mask("was " + OLD + ", is " + NEW + ".")).isEqualTo("was ***, is ***.");
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("the server refused the token, and " + file + " holds another one now");
    }

    @Test
    void aRefusalWithoutANewTokenIsTheCallersAndSaidOnceWhereTheFileHoldsNone() throws IOException {
        bench.start();
        server.fails(".*", Fault.status(401));

        assertThat(send().getException(HttpOperationFailedException.class).getStatusCode()).isEqualTo(401);
        assertThat(server.calls("POST .*")).hasSize(1);
        assertThat(log.list).isEmpty();
        for (String broken : List.of("", "", "two words")) {
            Files.writeString(file, broken);
            assertThat(send().getException(HttpOperationFailedException.class).getStatusCode()).isEqualTo(401);
        }
        assertThat(log.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .startsWith("the server refused the token, and there is no other one: " + file)
                .doesNotContain("two words", "\n"));

        Files.writeString(file, NEW + "\n");
        send();
        assertThat(server.calls("POST .*")).extracting(Call::authorization).endsWith("Bearer " + OLD, "Bearer " + NEW);
    }

    private Exchange send() {
        return bench.send("send-request", Map.of("worker_id", "w1", "name", "hello", "hostname", "h"), Map.of(
                "send-request.method", "POST", "send-request.path", "/v1/opencode/workers/register"));
    }

    /** As the kubelet does it: the link that all files lead through is replaced as one. */
    private void swap(String version, String token) throws IOException {
        Path data = Files.createDirectory(folder.resolve("..data_" + version));
        Files.writeString(data.resolve("token"), token + "\n");
        Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), data.getFileName());
        Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }
}
