package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;
import io.agentmesh.task.Outcome;

class RegisterCodebaseRouteTest extends RouteTest {

    @Test
    void theFolderBecomesACodebaseOfThisWorker() {
        assertThat(register()).isEqualTo(Outcome.completed("registered as codebase cb1"));
        assertThat(server.codebases().get(0).path("worker_id").asText()).isEqualTo("w1");
        assertThat(server.codebases().get(0).path("name").asText()).isEqualTo("shop");
    }

    @Test
    void aLinkIsRegisteredAsTheFolderThatItLeadsTo() throws Exception {
        Path code = Files.createDirectories(folder.resolve("code")).toRealPath();
        Path link = Files.createSymbolicLink(folder.resolve("link"), code);

        bench.send("register-codebase", null, Map.of("task", Samples.registration("t1", link + "/")));

        assertThat(server.codebases().get(0).path("path").asText()).isEqualTo(code.toString());
    }

    @Test
    void aRefusalIsTheOutcome() {
        server.fails("POST .*", Fault.status(422));

        assertThat(register())
                .isEqualTo(Outcome.failed("the server didn't register the codebase: it answered 422: no, said on demand"));
    }

    @Test
    void anOutageIsWaitedFor() {
        server.fails("POST .*", Fault.status(503), 2);

        assertThat(register().status()).isEqualTo("completed");
    }

    private Outcome register() {
        return bench.send("register-codebase", null, Map.of("task", Samples.registration("t1", "/code/shop")))
                .getMessage().getBody(Outcome.class);
    }
}
