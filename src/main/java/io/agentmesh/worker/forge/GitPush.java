package io.agentmesh.worker.forge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.apache.camel.Exchange;
import org.apache.camel.component.exec.ExecBinding;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecCommandExecutor;
import org.apache.camel.component.exec.ExecEndpoint;
import org.apache.camel.component.exec.ExecResult;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.process.ShortCommand;
import io.agentmesh.agent.run.HookCommand;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.task.text.OneLine;

/**
 * Binding and executor of camel-exec that pushes a branch with a token that the agent must not get. The body stays.
 *
 * <p>The agent may have changed the repository's configuration and hooks, which name programs and addresses. So git
 * pushes from an empty repository of its own that borrows the objects, and answers only the address of {@code
 * token-url} with the token. A failure is a {@link RefusedTaskException} with what git said, masked.
 */
public final class GitPush implements ExecBinding, ExecCommandExecutor {

    /** Prints the token from its own environment, where nobody who may list processes sees it. */
    private static final String HELPER = "!f() { test \"$1\" != get || printf 'username=oauth2\\npassword=%s\\n' \"$"
            + ForgePush.TOKEN + "\"; }; f";
    private static final int MAX_LINE = 8192;

    private final HookCommand command;
    private final ForgeTokens tokens;
    private final AgentEnvironment environment;
    private final UnaryOperator<String> mask;
    private final Path scratch;

    /**
     * @param command reads the endpoint's arguments, {@code name=value}
     * @param scratch a folder for its files
     */
    public GitPush(HookCommand command, ForgeTokens tokens, AgentEnvironment environment, UnaryOperator<String> mask,
            Path scratch) {
        this.command = command;
        this.tokens = tokens;
        this.environment = environment.with(Git.ENVIRONMENT)
                .with(Map.of("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh", "LC_ALL", "C"));
        this.mask = mask;
        this.scratch = scratch;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        return command.readInput(exchange, endpoint);
    }

    @Override
    public ExecResult execute(ExecCommand push) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String argument : push.getArgs()) {
            int at = argument.indexOf('=');
            values.put(argument.substring(0, at), argument.substring(at + 1));
        }
        Files.createDirectories(scratch);
        Path own = Files.createTempDirectory(scratch, "push-");
        try {
            push(new ForgePush(values), Path.of(push.getWorkingDir()), own, Duration.ofMillis(push.getTimeout()));
            return new ExecResult(push, null, null, 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the push was interrupted", e);
        } finally {
            FolderRemover.remove(own);
        }
    }

    /** The outcome in the body stays as it is. */
    @Override
    public void writeOutput(Exchange exchange, ExecResult result) {
    }

    private void push(ForgePush push, Path folder, Path own, Duration timeout) throws IOException, InterruptedException {
        String commit = answer("there is no branch " + push.branch() + " to push", folder,
                "show-ref", "--verify", "--hash", "refs/heads/" + push.branch());
        String url = push.isAddress() ? push.remote() : answer("there is no remote " + push.remote() + " to push to", folder,
                "remote", "get-url", "--push", push.remote());
        Path shared = Path.of(answer("the repository can't be read", folder,
                "rev-parse", "--path-format=absolute", "--git-common-dir"));
        answer("no repository to push from can be made", own, "init", "--bare", "--quiet", "--template=", own.toString());
        Files.writeString(own.resolve("objects/info/alternates"), shared.resolve("objects") + "\n");
        if (Files.exists(shared.resolve("shallow"))) {
            Files.copy(shared.resolve("shallow"), own.resolve("shallow"));
        }
        List<String> line = new ArrayList<>(List.of("git", "-c", "core.hooksPath=" + hooks(push, folder),
                "-c", "credential.helper=", "-c", "core.askPass=", "-c", "advice.pushUpdateRejected=false"));
        AgentEnvironment pusher = environment;
        if (push.isForToken(url)) {
            pusher = environment.with(Map.of(ForgePush.TOKEN, tokens.get(push.tokenVariable())));
            line.addAll(List.of("-c", "credential." + push.tokenUrl() + ".helper=" + HELPER));
        }
        line.addAll(List.of("push", "--porcelain", "--no-follow-tags", "--no-signed", "--recurse-submodules=no", "--",
                ForgePush.absolute(url, folder), (push.isForced() ? "+" : "") + commit + ":refs/heads/" + push.branch()));
        try (ShortCommand run = ShortCommand.run("git push", line, own, pusher, scratch, timeout)) {
            if (run.exit() != 0) {
                throw refused("git push of " + push.branch() + " failed", run);
            }
        }
    }

    private String hooks(ForgePush push, Path folder) throws IOException, InterruptedException {
        return push.runsHooks() ? answer("the repository's hooks aren't found", folder,
                "rev-parse", "--path-format=absolute", "--git-path", "hooks") : "/dev/null";
    }

    /** The output of a git that only reads, and runs no program that the repository's configuration names. */
    private String answer(String fault, Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("git", "-c", "core.fsmonitor=false"));
        line.addAll(List.of(arguments));
        try (ShortCommand run = ShortCommand.runTidy("git " + arguments[0], line, folder, environment, scratch,
                ShortCommand.TIMEOUT)) {
            if (run.exit() != 0) {
                throw refused(fault, run);
            }
            return new String(run.output(MAX_LINE)).stripTrailing();
        }
    }

    private RefusedTaskException refused(String fault, ShortCommand run) throws IOException {
        String said = new String(run.output(MAX_LINE)).lines().filter(line -> line.startsWith("!\t")).findFirst()
                .map(line -> line.substring(line.lastIndexOf('\t') + 1)).orElse("");
        String error = run.errorText();
        String why = said.isEmpty() ? error : said + (error.contains("remote: ") ? ": " + error : "");
        return new RefusedTaskException(mask.apply(OneLine.of(fault + (why.isEmpty() ? "" : ": " + why))));
    }
}
