package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.agentmesh.agent.run.AgentRig;
import io.agentmesh.support.ModelReply;
import io.agentmesh.support.RealOpenCode;
import io.agentmesh.support.ScriptedModel;
import io.agentmesh.support.Scripts;
import io.agentmesh.task.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real OpenCode in repositories as people have them: with a hook that talks, a submodule, and a linked worktree. */
class RealRepositoriesTest {

    @RegisterExtension
    static final RealOpenCode OPENCODE = new RealOpenCode();

    private static final String COMMIT = "git add HELLO.md && git -c user.name=a -c user.email=a@b commit --message=hello";

    @TempDir
    Path temp;

    private ScriptedModel model;
    private AgentRig rig;
    private Path main;
    private Path linked;

    @BeforeEach
    void setUp() throws Exception {
        Path home = Files.createDirectory(temp.resolve("home"));
        model = ScriptedModel.start();
        rig = new AgentRig(temp.resolve("state"), OPENCODE.program());
        rig.environment.putAll(OPENCODE.environment(home));
        rig.config = model.openCodeConfig();
        repositories();
    }

    @AfterEach
    void tearDown() {
        rig.close();
        model.close();
    }

    @Test
    void hookSubmoduleAndWorktreeAreNoHindrance() throws Exception {
        model.program("Commit here", ModelReply.write("HELLO.md", "hello"), ModelReply.bash(COMMIT),
                ModelReply.read("library/code.txt"), ModelReply.text("Committed."));
        model.program("Commit there", ModelReply.write("HELLO.md", "hello"), ModelReply.bash(COMMIT),
                ModelReply.text("Committed too."));

        Outcome here = rig.run(AgentRig.task("t1", "Commit here"), main);
        Outcome there = rig.run(AgentRig.task("t2", "Commit there"), linked);

        assertThat(here.error()).isNull();
        assertThat(here.result()).isEqualTo("Committed.");
        assertThat(there.error()).isNull();
        assertThat(there.result()).isEqualTo("Committed too.");
        assertThat(temp.resolve("hooked")).content().isEqualTo("hook\nhook\n");
        assertThat(git(main, "show", "--stat", "--format=%s", "trunk")).contains("hello", "HELLO.md");
        assertThat(git(linked, "show", "--stat", "--format=%s", "side")).contains("hello", "HELLO.md");
        assertThat(git(main, "status", "--porcelain")).isEmpty();
        assertThat(git(linked, "status", "--porcelain")).isEmpty();
    }

    private void repositories() throws Exception {
        Path library = repository("library");
        Files.writeString(library.resolve("code.txt"), "code\n");
        commit(library);
        main = repository("shop");
        git(main, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.toString(), "library");
        commit(main);
        linked = temp.toRealPath().resolve("shop side");
        git(main, "worktree", "add", "-b", "side", linked.toString());
        Scripts.shell(main.resolve(".git/hooks/post-commit"), "echo 'a word of the hook'; echo hook >> '"
                + temp.resolve("hooked") + "'");
    }

    private Path repository(String name) throws Exception {
        Path folder = Files.createDirectory(temp.toRealPath().resolve(name));
        git(folder, "init", "--quiet", "--initial-branch=trunk");
        return folder;
    }

    private static void commit(Path folder) throws Exception {
        git(folder, "add", ".");
        git(folder, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=begin");
    }

    private static String git(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String text = new String(git.getInputStream().readAllBytes());
        assertThat(git.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).as(text).isZero();
        return text;
    }
}
