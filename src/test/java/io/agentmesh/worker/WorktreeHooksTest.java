package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.support.GitRepository;

/** Hooks of the worker that choose a folder and add data, and hooks of a repository that the worker is told to run. */
class WorktreeHooksTest extends WorktreeScene {

    @Override
    List<String> codebases() {
        return Stream.of("shop", "chosen", "strict").map(name -> repository(name).folder().toString()).toList();
    }

    @Override
    void prepare(Map<WorkerSetting, List<String>> flags) {
        fixture.write("routes/hooks.camel.yaml", """
                - route:
                    id: choose-folder
                    from:
                      uri: direct:choose-folder
                      steps:
                        - filter:
                            simple: "${variable.task.metadataText('folder')} != null"
                            steps:
                              - setVariable:
                                  name: folder
                                  simple: "${variable.task.metadataText('folder')}"
                - route:
                    id: add-data
                    from:
                      uri: direct:add-data
                      steps:
                        - setBody:
                            simple: "${body.withData('ticket', 'T-7')}"
                """);
        flags.put(WorkerSetting.ROUTES, List.of(fixture.root.resolve("routes").toString()));
        fixture.property("worker.hook-before-run=choose-folder").property("worker.hook-after-run=add-data");
        fixture.with("worktree_run_hooks", true);
    }

    @Test
    void dataOfAHookAndUsageArriveAtTheServer() {
        JsonNode task = ended(submit(repository("shop").folder(), "spend words"), "completed");

        assertThat(task.at("/data/ticket").asText()).isEqualTo("T-7");
        assertThat(task.path("usage").toString()).contains("\"input\":100,\"output\":20,\"reasoning\":3,\"cache_read\":4,"
                + "\"cache_write\":5,\"cost\":0.25");
        assertThat(files(task)).isEmpty();
        assertThat(repository("shop").git("rev-parse", task.at("/changes/head").asText()))
                .isEqualTo(task.at("/changes/base").asText());
    }

    @Test
    void aHookMayChooseAnotherCodebaseAndNoOtherFolder() {
        Path shop = repository("shop").folder();
        Path chosen = repository("chosen").folder();
        Path outside = fixture.root.resolve("home");

        ended(submit(shop, "do pwd >pwd.txt", Map.of("folder", chosen.toString())), "completed");
        assertThat(chosen.resolve("pwd.txt")).hasContent(chosen + "\n");

        assertThat(ended(submit(shop, "say hello", Map.of("folder", outside.toString())), "failed").path("error").asText())
                .startsWith("the folder that was chosen for the task ").endsWith(": " + outside);
        assertThat(fixture.agent.prompts()).doesNotContain("say hello");
    }

    @Test
    void aHookOfTheRepositoryMayRefuseTheCommit() {
        GitRepository strict = repository("strict");
        assertThat(strict.write(".git/hooks/pre-commit", "#!/bin/sh\necho 'no bad words' >&2\nexit 1\n").toFile()
                .setExecutable(true)).isTrue();

        JsonNode task = ended(submit(strict.folder(), "do echo 1 >b.txt"), "failed");

        assertThat(task.path("error").asText()).startsWith("what the task did could not be committed: ")
                .contains("no bad words; it is in " + fixture.state.resolve("worktrees")
                        .resolve(task.path("codebase_id").asText()).resolve(task.path("id").asText())).endsWith("\ndone");
    }
}
