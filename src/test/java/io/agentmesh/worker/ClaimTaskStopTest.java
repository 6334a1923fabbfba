package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;

/** What becomes of a claim at a stop, and of a run that breaks. */
class ClaimTaskStopTest extends ClaimTaskScene {

    @Test
    void aCodebaseThatMovedToAnotherFolderIsNotRunInASlotOfTheOldOne() throws IOException {
        Path moved = new WorkerFixture(folder, server.url()).folder("moved");
        server.codebase(task.codebaseId(), JsonNodeFactory.instance.objectNode().put("path", moved.toString())
                .put("worker_id", "w1"));

        claim();

        assertThat(server.calls("PUT .*")).isEmpty();
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aRunThatBreaksInAnUnexpectedWayIsNeverRunAgain() {
        ran.whenAnyExchangeReceived(exchange -> {
            throw new IllegalStateException("the outbox is gone");
        });

        claim();

        assertThat(ran.getExchanges()).hasSize(1);
        assertThat(server.calls("PUT .*")).hasSize(1);
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aTaskThatIsGrantedDuringTheStopIsLeftForTheNextStart() {
        server.fails("PUT .*", (exchange, closed) -> {
            slots.close();
            Fault.body(200, "{}").answer(exchange, closed);
        });

        claim();

        assertThat(ran.getExchanges()).isEmpty();
        assertThat(folder.resolve("state/claims/t1.json")).exists();
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aTaskThatIsGrantedDuringTheStopGoesBackToAServerThatTakesIt() throws Exception {
        bench.beans.connection.welcomed(new ObjectMapper().readTree("{\"features\": [\"release\"]}"));
        server.fails("PUT .*", (exchange, closed) -> {
            slots.close();
            Fault.body(200, "{\"task\": {\"attempt\": 3}}").answer(exchange, closed);
        }, 1);

        claim();

        assertThat(ran.getExchanges()).isEmpty();
        assertThat(server.calls("PUT .*")).extracting(call -> call.json().path("status").asText())
                .containsExactly("running", "pending");
        assertThat(server.calls("PUT .*").get(1).json().path("attempt").asInt()).isEqualTo(3);
        assertThat(slots.releases).isEqualTo(1);
    }

    @Test
    void aClaimThatWaitsWhenCamelStopsFreesItsSlotAndStaysNoted() {
        server.fails("PUT .*", Fault.status(503));
        Thread claim = new Thread(this::claim);
        claim.start();
        await().until(() -> server.calls("PUT .*").size() > 1);

        bench.close();

        await().until(() -> !claim.isAlive());
        await().untilAsserted(() -> assertThat(slots.releases).isEqualTo(1));
        assertThat(folder.resolve("state/claims/t1.json")).exists();
    }
}
