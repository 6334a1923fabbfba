package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.support.ModelReply;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real OpenCode in a repository that has a plugin. */
class RealPluginTest {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    @TempDir
    Path temp;

    private ScriptedModel model;
    private AgentRig rig;
    private Path codebase;

    @BeforeEach
    void setUp() throws Exception {
        model = ScriptedModel.start();
        codebase = Files.createDirectory(temp.resolve("code")).toRealPath();
        rig = new AgentRig(temp.resolve("state"), OPENCODE.program());
        rig.environment.putAll(OPENCODE.environment(Files.createDirectory(temp.resolve("home"))));
        rig.config = model.openCodeConfig();
    }

    @AfterEach
    void tearDown() {
        rig.close();
        model.close();
    }

    /** Its plugin prints as people's plugins do: when it is loaded, between events, and without a line end. */
    @Test
    void repositoryWhosePluginPrintsIsServedLikeAnyOther() throws Exception {
        Path plugin = Files.writeString(codebase.resolve("noisy.js"), """
                console.log("[noisy] loaded");
                export const Noisy = async () => ({
                  "tool.execute.after": async () => { console.log("[noisy] after a tool"); process.stdout.write("tick "); },
                });
                """);
        // From .opencode/plugin it would be loaded too, but only after packages were installed from a registry.
        Files.writeString(codebase.resolve("opencode.json"), "{\"plugin\": [\"" + plugin.toUri() + "\"]}");
        model.program("Write it", ModelReply.write("HELLO.md", "hello"), ModelReply.text("Written."));

        Outcome outcome = rig.run(AgentRig.task("t1", "Write it"), codebase);

        assertThat(Files.readString(rig.folder(AgentRig.task("t1", "Write it")).stdout())).contains("[noisy] loaded",
                "[noisy] after a tool");
        assertThat(outcome.error()).isNull();
        assertThat(outcome.result()).isEqualTo("Written.");
        await().untilAsserted(() -> assertThat(String.join("\n", rig.output)).contains("[noisy] after a tool", "▸ write: "));

        model.program("What was it", ModelReply.text("Nothing more."));
        assertThat(rig.run(AgentRig.task("t2", "T", "What was it?", "build",
                Map.of("resume_session_id", outcome.sessionId())), codebase).result()).isEqualTo("Nothing more.");
    }
}
