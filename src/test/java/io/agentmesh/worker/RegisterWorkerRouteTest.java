package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import io.agentmesh.support.Fault;
import io.agentmesh.support.JsonCalls;
import io.agentmesh.worker.client.WorkerInstance;

class RegisterWorkerRouteTest extends RouteTest {

    @BeforeEach
    void twoCodebases() {
        bench.close();
        bench = new RouteBench(fixture.with("codebases", List.of(fixture.folder("a").toString(),
                Map.of("name", "shop", "path", fixture.folder("b").toString(), "description", "The shop."))));
    }

    @Test
    void theWorkerAndEachCodebaseAreTold() {
        bench.send("register-worker", null);

        assertThat(server.calls("POST .*/workers/register")).singleElement().satisfies(call -> {
            assertThat(call.json().path("worker_id").asText()).isEqualTo("w1");
            assertThat(call.json().path("name").asText()).isEqualTo("w1");
            assertThat(call.json().path("hostname").asText()).isEqualTo("box");
            assertThat(call.json().path("capabilities")).hasToString("[\"opencode\"]");
        });
        assertThat(server.codebases()).extracting(codebase -> codebase.path("name").asText())
                .containsExactly("a", "shop");
        assertThat(server.codebases().get(1).path("description").asText()).isEqualTo("The shop.");
        assertThat(bench.beans.connection.isRegistered()).isTrue();
    }

    @Test
    void whereTheIdWasAnotherHostsAClassicServerSaysNothingSoTheWorkerDoes() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.start();
        logger.addAppender(log);
        try {
            bench.send("register-worker", null);
            assertThat(warnings(log)).isEmpty();
            new JsonCalls(URI.create(server.url())).post("/mesh/v1/opencode/workers/register",
                    Map.of("worker_id", "w1", "hostname", "mill"));

            bench.send("register-worker", null);

            assertThat(warnings(log)).containsExactly("the worker id w1 was used on the host mill before; if a worker still "
                    + "runs there, give each its own worker_id: they take each other's tasks");
            bench.send("register-worker", null);
            assertThat(warnings(log)).hasSize(1);
        } finally {
            logger.detachAppender(log);
        }
    }

    /** Of the route alone: others of this JVM may log as well. */
    private static List<String> warnings(ListAppender<ILoggingEvent> log) {
        return List.copyOf(log.list).stream().filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage).filter(line -> line.startsWith("the worker id")).toList();
    }

    @Test
    void theServerIsGivenTheStateFolderOfTheWorker() {
        bench.send("register-worker", null);

        JsonNode call = server.calls("POST .*/workers/register").get(0).json();
        assertThat(call.path("instance").asText()).isEqualTo(WorkerInstance.read(fixture.settings().stateDir())).hasSize(36);
        assertThat(call.path("instance_timeout").asInt()).isEqualTo(3);
    }

    @Test
    void itIsTriedUntilTheServerTakesItWhateverItAnswers() {
        for (Fault fault : List.of(Fault.status(500), Fault.status(401), Fault.status(404), Fault.garbage(),
                Fault.cut())) {
            server.fails("POST .*/workers/register", fault, 1);
        }

        bench.send("register-worker", null);

        assertThat(server.calls("POST .*/workers/register")).hasSize(6)
                .allSatisfy(call -> assertThat(call.json().path("worker_id").asText()).isEqualTo("w1"));
        assertThat(bench.beans.connection.isRegistered()).isTrue();
        assertThat(bench.beans.connection.isLost()).isFalse();
    }

    @Test
    void aCodebaseThatIsRefusedDoesNotKeepBackTheOther() {
        server.fails("POST .*/codebases", Fault.status(422), 1);

        bench.send("register-worker", null);

        assertThat(server.codebases()).extracting(codebase -> codebase.path("name").asText()).containsExactly("shop");
        assertThat(bench.beans.connection.isRegistered()).isTrue();
    }

    @Test
    void aCodebaseIsOfferedUntilTheServerAnswers() {
        server.fails("POST .*/codebases", Fault.status(503), 2);
        server.fails("POST .*/codebases", Fault.loseAnswer(), 1);

        bench.send("register-worker", null);

        assertThat(server.codebases()).hasSize(2);
        assertThat(server.calls("POST .*/workers/register")).as("only the codebase is told again").hasSize(1);
    }
}
