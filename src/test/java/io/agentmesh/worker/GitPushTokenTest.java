package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.LogLines;
import io.agentmesh.support.Scripts;

/** Who sees the token with which the kamelet {@code agentmesh-git-push} pushes. */
class GitPushTokenTest extends GitPushScene {

    @Test
    void whatTheAgentPutIntoTheRepositoryNeitherRunsNorGetsTheToken() throws Exception {
        Path seen = folder.resolve("seen");
        String spy = "env > " + seen + "; exit 0";
        Path script = Scripts.shell(folder.resolve("spy"), spy);
        Scripts.shell(shop.folder().resolve(".git/hooks/pre-push"), spy);
        shop.git("config", "core.fsmonitor", script.toString());
        shop.git("config", "credential.helper", "!" + script);
        shop.git("config", "core.sshCommand", script.toString());
        shop.git("config", "remote.origin.receivepack", script.toString());

        assertThat(push(Map.of()).getException()).isNull();

        assertThat(forge.branch(BRANCH)).isEqualTo(commit);
        assertThat(seen).doesNotExist();
    }

    @Test
    void aRemoteThatTheAgentLedElsewhereDoesNotGetTheToken() throws Exception {
        try (ScriptedForge other = new ScriptedForge(Files.createDirectories(folder.resolve("other")))) {
            shop.git("remote", "set-url", "origin", other.cloneUrl());

            assertThat(reason(push(Map.of()))).startsWith("git push of " + BRANCH + " failed: fatal: could not read Username");
            assertThat(other.branches()).isEmpty();
        }
    }

    @Test
    void theHookRunsWhereItIsAskedFor() throws Exception {
        Path seen = folder.resolve("seen");
        Scripts.shell(shop.folder().resolve(".git/hooks/pre-push"), "touch " + seen);

        assertThat(push(Map.of("runHooks", "true")).getException()).isNull();

        assertThat(seen).exists();
    }

    @Test
    void aRejectedTokenIsASentenceWithoutTheToken() throws Exception {
        forge.revoke();

        assertThat(reason(push(Map.of()))).startsWith("git push of " + BRANCH + " failed: ")
                .contains("Authentication failed").doesNotContain(ScriptedForge.TOKEN);
    }

    @Test
    void aTokenThatTheAgentGetsIsNotUsed() throws Exception {
        fixture.with("agent_env", List.of("FORGE_*"));

        assertThat(reason(push(Map.of()))).startsWith("the token in FORGE_TOKEN isn't used, because the agent gets it too");
        assertThat(forge.branches()).containsExactly("main");
    }

    @Test
    void theTokenIsInNoArgumentNoFileAndNoLine() throws Exception {
        List<String> commands = new CopyOnWriteArrayList<>();
        forge.duringPush = () -> ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream())
                .forEach(commands::add);

        try (LogLines log = new LogLines()) {
            assertThat(push(Map.of()).getException()).isNull();
            assertThat(log.containing("task t1: pushed branch " + BRANCH)).hasSize(1);
            assertThat(log.containing(ScriptedForge.TOKEN)).isEmpty();
        }
        assertThat(commands).anyMatch(command -> command.contains("push --porcelain"))
                .noneMatch(command -> command.contains(ScriptedForge.TOKEN));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).map(GitPushTokenTest::bytes))
                    .noneMatch(content -> content.contains(ScriptedForge.TOKEN));
        }
    }

    private static String bytes(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
