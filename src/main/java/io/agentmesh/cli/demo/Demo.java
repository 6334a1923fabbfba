package io.agentmesh.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.commons.io.FileUtils;

import io.agentmesh.opencode.install.OpenCodeProgram;

/** The steps of the demo: from an HTTP request to a change in a repository. */
public final class Demo {

    private final DemoOptions options;
    private final ModelChoice model;
    private final AgentFinder agents;
    private final Narrator narrator;
    private final Cleanup cleanup;

    Demo(DemoOptions options, ModelChoice model, AgentFinder agents, Narrator narrator, Cleanup cleanup) {
        this.options = options;
        this.model = model;
        this.agents = agents;
        this.narrator = narrator;
        this.cleanup = cleanup;
    }

    /** @throws DemoFailure where the task isn't completed */
    void run() throws IOException {
        narrator.title("AgentMesh: one task, from the request to the finished change.");
        OpenCodeProgram agent = findAgent();
        Path folder = Files.createTempDirectory("agentmesh-demo-").toRealPath();
        cleanup.add(() -> FileUtils.deleteDirectory(folder.toFile()));

        narrator.step("Start the server");
        DemoServer server = DemoServer.start(folder, cleanup);
        narrator.explain("`agentmesh serve` listens on " + server.url("") + "; its database is one SQLite file.");

        narrator.step("Start a worker beside the code");
        SampleRepository repository = SampleRepository.create(folder.resolve("greeter"));
        ObjectNode config = DemoWorker.config(folder, server.url(""), repository.folder(), agent.path(), model);
        if (model.scripted()) {
            config.set("opencode_config", cleanup.add(ScriptedModel.start()).openCodeConfig());
        }
        ChildProcess worker = cleanup.add(DemoWorker.start(folder, config, model.scripted()));
        String codebaseId = server.awaitCodebase(worker, repository.folder());
        narrator.explain("The code is a small git repository, created for this demo: " + repository.folder());
        narrator.explain("`agentmesh worker` has registered itself as " + DemoWorker.NAME + " and the code as codebase "
                + codebaseId + ",");
        narrator.explain("and polls for tasks every second. Its settings: " + folder.resolve("config.json"));

        JsonNode ended = performTask(server, worker, codebaseId);
        showWork(ended, repository);

        narrator.step("What the server knows about its workers");
        narrator.command("curl " + server.url("/v1/monitor/workers"));
        narrator.block(server.workers().toPrettyString());
        if (options.keep()) {
            stay(server, folder, codebaseId);
        }
        if (!isCompleted(ended)) {
            throw new DemoFailure("the task " + ended.path("status").asText() + ": " + ended.path("error").asText()
                    + "\n" + worker.report());
        }
    }

    private OpenCodeProgram findAgent() {
        narrator.step("The agent is the real OpenCode" + (model.scripted() ? ", with a scripted model" : ""));
        OpenCodeProgram agent = agents.find(options.openCodeBin());
        narrator.explain("OpenCode " + agent.version() + ": " + agent.path());
        if (model.scripted()) {
            narrator.explain("THE MODEL IS SCRIPTED (" + model.origin()
                    + "): a Camel route of this program answers. It can only");
            narrator.explain("write one file, needs no key, and nothing leaves this machine. Everything else is real.");
            narrator.explain("With a real model: agentmesh demo --model provider/name");
        } else {
            narrator.explain("The model is " + model.name() + " (chosen by " + model.origin()
                    + "): the prompt and the sample code are sent to it.");
        }
        return agent;
    }

    private JsonNode performTask(DemoServer server, ChildProcess worker, String codebaseId) {
        narrator.step("Create a task");
        ObjectNode body = DemoServer.taskBody(options.prompt());
        narrator.explain("This request creates it; it may come from any machine that can reach the server:");
        narrator.command(server.taskCommand(codebaseId, body));
        Instant submitted = Instant.now();
        String task = server.submit(codebaseId, body);
        narrator.explain("It is now task " + task + ", pending until the worker claims it.");

        narrator.step("OpenCode works, and its output is streamed to the server meanwhile");
        narrator.command("curl '" + server.url("/v1/opencode/tasks/" + task + "/output?since=0") + "'");
        JsonNode ended = server.follow(task, worker, options.timeout(), narrator::block);
        narrator.explain("The task is " + ended.path("status").asText() + " after "
                + Duration.between(submitted, Instant.now()).toMillis() / 100 / 10.0 + " s.");
        return ended;
    }

    private void showWork(JsonNode ended, SampleRepository repository) throws IOException {
        narrator.step("The result, as stored by the server");
        narrator.block(ended.path(isCompleted(ended) ? "result" : "error").asText());
        narrator.step("What OpenCode changed in the repository: git diff");
        String diff = repository.diff();
        narrator.block(diff.isBlank() ? "(nothing)" : diff);
    }

    private void stay(DemoServer server, Path folder, String codebaseId) {
        narrator.step("Everything stays up until you press Ctrl-C");
        narrator.explain("Create another task, list all of them, watch the worker, look at the files:");
        narrator.command(server.taskCommand(codebaseId, DemoServer.taskBody("Say hello to me")));
        narrator.command("curl " + server.url("/v1/opencode/tasks"));
        narrator.command("tail -f " + folder.resolve("worker.log") + " " + folder.resolve("server.log"));
        narrator.command("ls -R " + folder);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw DemoFailure.interrupted();
        }
    }

    private static boolean isCompleted(JsonNode task) {
        return task.path("status").asText().equals("completed");
    }
}
