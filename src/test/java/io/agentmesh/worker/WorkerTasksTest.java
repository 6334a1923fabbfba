package io.agentmesh.worker;

import static io.agentmesh.support.ClassicServer.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** Which tasks are taken, and what becomes of each kind. */
class WorkerTasksTest extends ClassicWorkerTest {

    @Test
    void taskOfAnotherWorkersCodebaseIsNeverTouched() throws Exception {
        String ours = server.codebase(fixture.folder("ours").toString(), "w1");
        String theirs = server.codebase(fixture.folder("theirs").toString(), "w2");
        server.add("t1", theirs, "say theirs");
        server.add("t2", ours, "say ours");

        worker = fixture.start();
        awaitStatus("t2", "completed");
        awaitPolls(2);

        assertThat(fixture.agent.prompts()).containsExactly("say ours");
        assertThat(server.status("t1")).isEqualTo("pending");
        assertThat(server.calls("PUT .*/t1/.*")).isEmpty();
    }

    @Test
    void aCodebaseThatAPersonRegisteredIsServedThoughNoSettingNamesIt() throws Exception {
        Path shop = fixture.folder("shop");
        server.add("t1", server.codebase(shop.toString(), "w1"), "say hello");

        worker = fixture.start();
        awaitStatus("t1", "completed");

        assertThat(server.task("t1").path("result").asText()).isEqualTo("hello");
        assertThat(server.task("t1").path("session_id").asText()).isEqualTo("ses_1");
        assertThat(fixture.agent.workedIn()).isEqualTo(shop);
        assertThat(fixture.agent.environment()).contains("PWD=" + shop).doesNotContain("A2A_");
    }

    @Test
    void aFolderThatMayNotBeServedIsClaimedAndFailedWithTheReason() throws Exception {
        server.add("t1", server.codebase("/etc", "w1"), "say hello");

        worker = fixture.start();
        awaitStatus("t1", "failed");

        assertThat(server.task("t1").path("error").asText())
                .isEqualTo("the codebase's folder /etc belongs to the system");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @Test
    void specialTasksRunNoAgent() throws Exception {
        String codebase = server.codebase(fixture.folder("a").toString(), "w1");
        Path wanted = fixture.folder("wanted");
        server.add(task("t1", codebase, "back to me").put("agent_type", "echo"));
        server.add(task("t2", codebase, "nothing").put("agent_type", "noop").put("status", "assigned"));
        var registration = task("t3", "__pending__", "").put("agent_type", "register_codebase");
        registration.withObject("/metadata").put("name", "wanted").put("path", wanted.toString());
        server.add(registration);

        worker = fixture.start();
        awaitStatus("t1", "completed");
        awaitStatus("t2", "completed");
        awaitStatus("t3", "completed");

        assertThat(server.task("t1").path("result").asText()).isEqualTo("back to me");
        assertThat(server.task("t2").path("result").asText("?")).isEmpty();
        assertThat(server.task("t3").path("result").asText()).isEqualTo("registered as codebase cb2");
        assertThat(server.codebases().get(1).path("path").asText()).isEqualTo(wanted.toString());
        assertThat(server.codebases().get(1).path("worker_id").asText()).isEqualTo("w1");
        assertThat(fixture.agent.prompts()).isEmpty();
    }

    @Test
    void aCodebaseThatMovedToAnotherWorkerIsLeftAloneJustBeforeTheClaim() throws Exception {
        Path shop = fixture.folder("shop");
        String codebase = server.codebase(shop.toString(), "w1");
        worker = fixture.start();
        server.add("t1", codebase, "say first");
        awaitStatus("t1", "completed");

        server.codebase(shop.toString(), "w2");
        server.add("t2", codebase, "say second");
        awaitPolls(2);

        assertThat(server.calls("PUT .*/t2/status")).isEmpty();
        assertThat(fixture.agent.prompts()).containsExactly("say first");
    }

    @Test
    void aTaskOfNoCodebaseGetsAFolderOfItsOwnWhereTheSettingsAllowIt() throws Exception {
        server.add("t1", "global", "say hello");

        worker = fixture.with("serve_global", true).start();
        awaitStatus("t1", "completed");

        assertThat(fixture.agent.workedIn()).isEqualTo(fixture.state.resolve("global/t1"));
    }
}
