package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.support.ModelReply;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real OpenCode in a codebase that is a part of a git repository. */
class RealRepositoryTest {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    @TempDir
    Path temp;

    private ScriptedModel model;
    private AgentRig rig;
    private Path codebase;
    private Path neighbour;

    @BeforeEach
    void makeRepository() throws Exception {
        model = ScriptedModel.start();
        Path mono = Files.createDirectory(temp.resolve("mono")).toRealPath();
        new ProcessBuilder("git", "init", "-q", mono.toString()).inheritIO().start().waitFor();
        codebase = Files.createDirectory(mono.resolve("a"));
        neighbour = Files.createDirectory(mono.resolve("b"));
        Files.writeString(neighbour.resolve("notes.txt"), "a word of the neighbour");
        rig = new AgentRig(temp.resolve("state"), OPENCODE.program());
        rig.environment.putAll(OPENCODE.environment(temp.resolve("home")));
        rig.config = model.openCodeConfig();
    }

    @AfterEach
    void end() {
        rig.close();
        model.close();
    }

    @Test
    void neighbourIsNeitherWrittenNorRead() throws Exception {
        model.program("Go astray", ModelReply.write(neighbour.resolve("new.txt").toString(), "astray"),
                ModelReply.read("../b/notes.txt"), ModelReply.text("Done."));

        rig.run(AgentRig.task("t1", "Go astray"), codebase);

        assertThat(neighbour.resolve("new.txt")).doesNotExist();
        assertThat(model.requests()).isNotEmpty()
                .noneMatch(request -> request.toString().contains("a word of the neighbour"));
    }

    @Test
    void codebaseItselfIs() throws Exception {
        Files.writeString(codebase.resolve("notes.txt"), "a word of our own");
        model.program("Work", ModelReply.write("new.txt", "ours"), ModelReply.read("notes.txt"),
                ModelReply.text("Done."));

        assertThat(rig.run(AgentRig.task("t2", "Work"), codebase).result()).isEqualTo("Done.");

        assertThat(codebase.resolve("new.txt")).hasContent("ours");
        assertThat(model.requests()).anyMatch(request -> request.toString().contains("a word of our own"));
    }
}
