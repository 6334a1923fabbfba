package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.agentmesh.task.Task;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Decision;

/** Which tasks are taken. */
class AcceptTaskRouteTest extends AcceptTaskScene {

    @Test
    void anUnknownCodebaseIsAskedForAndTheTaskTaken() {
        bench.send("accept-task", task);

        await().until(() -> claimed.getExchanges().size() == 1);
        assertThat(claimed.getExchanges().get(0).getVariable("task", Task.class)).isEqualTo(task);
        assertThat(claimed.getExchanges().get(0).getVariable("decision", Decision.class))
                .isEqualTo(Decision.run(fixture.folder("shop")));
    }

    @Test
    void taskOfAnotherWorkerIsDropped() {
        Task theirs = Samples.ofCodebase("t2", server.codebase(fixture.folder("theirs").toString(), "w2"));

        bench.send("accept-task", theirs);

        assertThat(claimed.getExchanges()).isEmpty();
        assertThat(bench.beans.slots.free()).isEqualTo(1);
    }

    @Test
    void taskThatThePolicyForbidsIsClaimedOnlyWhereNobodyElseCouldRunIt() {
        bench.close();
        fixture.with("allowed_agents", List.of("plan"));
        open(Map.of());
        Task shared = Samples.ofCodebase("t2", "cb-shared");
        bench.bean("codebases", Codebases.class).remember(JsonNodeFactory.instance.objectNode().put("id", "cb-shared")
                .put("shared", true).put("worker_id", "w1").put("path", fixture.folder("both").toString())
                .set("workers", JsonNodeFactory.instance.arrayNode().add("w1").add("w2")));

        bench.send("accept-task", shared);
        assertThat(bench.beans.slots.free()).isEqualTo(1);
        bench.send("accept-task", task);

        await().until(() -> claimed.getExchanges().size() == 1);
        assertThat(claimed.getExchanges().get(0).getVariable("task", Task.class)).isEqualTo(task);
        assertThat(claimed.getExchanges().get(0).getVariable("decision", Decision.class)).isEqualTo(Decision
                .refuse("refused by this worker's policy: the agent build is not in allowed_agents"));
    }

    @Test
    void theNoteOfAClaimOfATaskThatIsNoLongerOursGoes() throws IOException {
        Task theirs = Samples.ofCodebase("t2", server.codebase(fixture.folder("theirs").toString(), "w2"));
        bench.beans.claims.note(theirs);

        bench.send("accept-task", theirs);

        assertThat(fixture.state.resolve("claims")).isEmptyDirectory();
    }
}
