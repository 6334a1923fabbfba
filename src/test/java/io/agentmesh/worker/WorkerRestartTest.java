package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;

/** A worker that is killed and restarted. */
@Execution(ExecutionMode.CONCURRENT)
class WorkerRestartTest extends ProcessTest {

    @Test
    void aResultSurvivesAServerThatIsDownAndAWorkerThatIsKilled() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess first = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> fixture.agent.prompts().size() == 1);
        ClassicServer down = server;
        down.close();
        fixture.agent.release("t1");
        await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(fixture.state.resolve("outbox/t1-1.json")));
        String kept = read(fixture.state.resolve("outbox/t1-1.json"));

        first.kill();
        int before = first.log().split("can't be used").length;
        WorkerProcess second = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> second.log().split("can't be used").length > before);
        assertThat(read(fixture.state.resolve("outbox/t1-1.json"))).isEqualTo(kept);
        server = down.again();

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("t1");
        assertThat(server.output("t1")).isEqualTo("t1\n");
        assertThat(fixture.agent.prompts()).containsExactly("hold t1");
        await().atMost(Duration.ofMinutes(3)).until(() -> !Files.exists(fixture.state.resolve("outbox/t1-1.json")));
    }

    @Test
    void aReportWhoseAnswerWasLostWithTheWorkerIsSentAgainIdentically() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess first = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> fixture.agent.prompts().size() == 1);
        server.fails("PUT .*", Fault.loseAnswer());
        fixture.agent.release("t1");
        await().atMost(Duration.ofMinutes(3)).until(() -> reports().size() > 1);

        first.kill();
        start();
        int before = reports().size();
        await().atMost(Duration.ofMinutes(3)).until(() -> reports().size() > before);
        server.recovers();

        await().atMost(Duration.ofMinutes(3)).until(() -> !Files.exists(fixture.state.resolve("outbox/t1-1.json")));
        assertThat(reports()).extracting(Call::json).containsOnly(reports().get(0).json());
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    @Test
    void aRunIsFollowedWhileTheServerIsAwayToo() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess first = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> fixture.agent.prompts().size() == 1);
        first.kill();
        ClassicServer down = server;
        down.close();

        start();
        fixture.agent.release("t1");
        await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(fixture.state.resolve("outbox/t1-1.json")));
        server = down.again();

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("t1");
        assertThat(fixture.agent.prompts()).containsExactly("hold t1");
    }

    @Test
    void aRunThatFinishedWhileNoWorkerWasThereIsReportedFromItsFiles() {
        server.add("t1", codebase, "hold t1");
        WorkerProcess first = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> fixture.agent.prompts().size() == 1);
        first.kill();
        fixture.agent.release("t1");
        await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(fixture.state.resolve("runs/t1-1/exit")));

        start();

        awaitStatus("t1", "completed");
        assertThat(server.task("t1").path("result").asText()).isEqualTo("t1");
        assertThat(server.output("t1")).isEqualTo("t1\n");
        assertThat(fixture.agent.prompts()).hasSize(1);
    }

    @Test
    void aClaimThatDiedWithTheWorkerIsTakenUpByTheNextOne() {
        server.fails("PUT .*/t1/status", Fault.loseAnswer());
        server.add("t1", codebase, "say hello");
        WorkerProcess first = start();
        await().atMost(Duration.ofMinutes(3)).until(() -> server.status("t1").equals("running"));
        first.kill();
        server.recovers();

        start();

        awaitStatus("t1", "completed");
        assertThat(fixture.agent.prompts()).hasSize(1);
        assertThat(fixture.state.resolve("claims")).isEmptyDirectory();
    }
}
