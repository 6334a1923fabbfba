package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.agentmesh.support.GitRepository;
import io.agentmesh.support.LogLines;

/** What the example {@code 08-pull-request} promises, from the task to the pull request. */
class PullRequestExampleTest extends ExamplesScene {

    private ScriptedForge forge;
    private GitRepository shop;

    @BeforeEach
    void openForge() throws Exception {
        forge = new ScriptedForge(Files.createDirectories(folder.resolve("forge")));
        shop = GitRepository.create(fixture.folder("shop"));
        shop.commit("README.md", "a shop");
        shop.git("push", "--quiet", forge.repository.toString(), "main");
        shop.git("remote", "add", "origin", forge.cloneUrl());
        fixture.variables.put("FORGE_TOKEN", ScriptedForge.TOKEN);
        fixture.with("isolation", "worktree");
    }

    @AfterEach
    void closeForge() {
        forge.close();
    }

    private void start(String kind, String path) throws Exception {
        start("08-pull-request", Map.of("my.forge", kind, "my.api-url", forge.url() + path, "my.forge-url", forge.url()));
    }

    @ParameterizedTest
    @CsvSource({"github,'',/octo/shop/pull/", "gitlab,/api/v4,/octo/shop/-/merge_requests/", "forgejo,/api/v1,/octo/shop/pull/"})
    void eachTaskGetsAPullRequestAndTheAgentNoToken(String kind, String path, String address) throws Exception {
        start(kind, path);
        forge.fails(500);

        try (LogLines log = new LogLines()) {
            String first = submit("do env > seen.txt", Map.of());
            awaitStatus(first, "completed");
            String second = submit("do echo two > two.txt", Map.of());
            awaitStatus(second, "completed");

            assertThat(task(first).at("/data/pull_request/url").asText()).isEqualTo(forge.url() + address + "7");
            assertThat(task(first).at("/data/pull_request/number").asInt()).isEqualTo(7);
            assertThat(task(second).at("/data/pull_request/number").asInt()).isEqualTo(8);
            assertThat(forge.branches()).containsExactlyInAnyOrder("main", "agentmesh/" + first, "agentmesh/" + second);
            assertThat(forge.branch("agentmesh/" + second)).isEqualTo(task(second).at("/changes/head").asText());
            assertThat(new GitRepository(forge.repository).git("show", "agentmesh/" + first + ":seen.txt"))
                    .contains("PATH=").doesNotContain("FORGE_TOKEN", ScriptedForge.TOKEN);
            assertThat(forge.wanted).extracting(fields -> fields.path("title").asText()).containsOnly("a \"quoted\" title");
            assertThat(log.containing(ScriptedForge.TOKEN)).isEmpty();
        }
        assertThat(shop.git("status", "--porcelain")).isEmpty();
        assertThat(shop.git("branch", "--show-current")).isEqualTo("main");
    }

    @Test
    void aTaskWithoutCommitsPushesNothing() throws Exception {
        start("github", "");

        try (LogLines log = new LogLines()) {
            String idle = submit("say hello", Map.of());
            awaitStatus(idle, "completed");

            assertThat(log.containing("task " + idle + ": nothing pushed, as the agent left no commits")).hasSize(1);
            assertThat(task(idle).has("data") && !task(idle).path("data").isNull()).isFalse();
        }
        assertThat(forge.branches()).containsExactly("main");
        assertThat(forge.calls).isEmpty();
    }

    @Test
    void whatTheForgeRefusesFailsTheTaskWithTheAgentsAnswer() throws Exception {
        start("github", "");
        forge.fails(403);

        String refused = submit("do echo one > one.txt", Map.of());
        awaitStatus(refused, "failed");

        assertThat(task(refused).path("error").asText()).isEqualTo("the hook after the run failed: the token in FORGE_TOKEN may"
                + " not open a pull request in octo/shop (403: failed as scripted)\n\nThe agent's answer was:\ndone");
        assertThat(shop.branches("agentmesh/")).containsExactly("agentmesh/" + refused);
    }
}
