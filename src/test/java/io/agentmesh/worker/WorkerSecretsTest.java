package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

/** What an agent is given, and what of that is seen elsewhere. */
class WorkerSecretsTest extends ClassicWorkerTest {

    private static final String KEY = "sk-test-0123456789/abc";

    @Test
    void aKeyThatTheAgentShowsIsMaskedInOutputAndResult() throws Exception {
        fixture.variables.put("SOME_API_KEY", KEY);
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "leak");

        worker = fixture.start();
        awaitStatus("t1", "completed");

        assertThat(server.task("t1").path("result").asText()).isEqualTo("the key is ***");
        assertThat(server.output("t1")).contains("a *** b\n").contains("key: ***\n").contains("the key is ***\n")
                .doesNotContain("sk-test").doesNotContain("MDEyMzQ1Njc4OS9hYm");
    }

    @Test
    void eventsStayEventsWhereAKeyIsMasked() throws Exception {
        fixture.with("output_format", "events").variables.put("SOME_API_KEY", KEY);
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "leak");

        worker = fixture.start();
        awaitStatus("t1", "completed");

        assertThat(server.output("t1")).contains("{\"messageID\":\"m0\",\"text\":\"a *** b\"}").doesNotContain("sk-test");
    }

    @Test
    void theAgentGetsWhatItNeedsAndWhatTheSettingAddsAndNeverTheWorkersOwn() throws Exception {
        fixture.with("auth_token", "the-workers-token").with("agent_env", List.of("WANTED_*", "GIVEN=a, b", "A_*"));
        fixture.variables.putAll(Map.of("WANTED_1", "x", "OTHER", "y", "A2A_SERVER_URL", server.url(),
                "WANTED_2", "Bearer the-workers-token", "SSH_AUTH_SOCK", "/run/agent"));
        server.add("t1", server.codebase(fixture.folder("a").toString(), "w1"), "say hello");

        worker = fixture.start();
        awaitStatus("t1", "completed");

        List<String> environment = Files.readAllLines(fixture.root.resolve("agent/environment"));
        assertThat(environment).contains("WANTED_1=x", "GIVEN=a, b", "HOME=" + fixture.home)
                .noneMatch(line -> line.matches("(OTHER|A2A_|WANTED_2|SSH_).*") || line.contains("the-workers-token"));
    }

    @Test
    void aTaskThatThePolicyForbidsFailsWithTheReason() throws Exception {
        fixture.with("allowed_agents", List.of("plan")).with("max_prompt_bytes", "64");
        String codebase = server.codebase(fixture.folder("a").toString(), "w1");
        server.add("t1", codebase, "say hello");
        server.add("t2", codebase, "say " + "x".repeat(61));

        worker = fixture.start();
        awaitStatus("t1", "failed");
        awaitStatus("t2", "failed");

        assertThat(server.task("t1").path("error").asText())
                .isEqualTo("refused by this worker's policy: the agent build is not in allowed_agents");
        assertThat(server.task("t2").path("error").asText())
                .isEqualTo("refused by this worker's policy: the prompt has 65 bytes, and max_prompt_bytes is 64");
        assertThat(fixture.agent.prompts()).isEmpty();
    }
}
