package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.agentmesh.worker.slot.Decision;
import org.junit.jupiter.api.Test;

class RecheckCodebaseOwnerRouteTest extends RouteTest {

    @Test
    void aServerThatGivesTasksToEveryoneIsAskedAgain() {
        String id = server.codebase(fixture.folder("shop").toString(), "w2");

        assertThat(confirm(id).kind()).isEqualTo(Decision.LEAVE);
    }

    @Test
    void aServerWithAtomicClaimsIsNot() {
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode().set("features",
                JsonNodeFactory.instance.arrayNode().add("claim")));

        assertThat(confirm("cb1").kind()).isEqualTo(Decision.RUN);
        assertThat(server.calls(".*")).isEmpty();
    }

    @Test
    void aTaskOfNoCodebaseHasNoOwner() {
        assertThat(confirm("__pending__").kind()).isEqualTo(Decision.RUN);
        assertThat(confirm("global").kind()).isEqualTo(Decision.RUN);
        assertThat(server.calls(".*")).isEmpty();
    }

    /** A server without atomic claims lists a task until it has the outcome, and says yes to whoever claims it. */
    @Test
    void aTaskThatEndedHereMeanwhileIsNotClaimedAgain() throws Exception {
        String id = server.codebase(fixture.folder("shop").toString(), "w1");
        assertThat(confirm(id).kind()).isEqualTo(Decision.RUN);

        bench.beans.outbox.put(Samples.ofCodebase("t1", id).withAttempt(1), Samples.OUTCOME);

        assertThat(confirm(id).kind()).isEqualTo(Decision.LEAVE);
    }

    private Decision confirm(String codebase) {
        return bench.send("recheck-codebase-owner", Samples.ofCodebase("t1", codebase), Decision.run(folder))
                .getVariable("decision", Decision.class);
    }
}
