package io.agentmesh.agent.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.TransientFailureException;
import io.agentmesh.agent.output.OutputLine;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.OpenCodeBinding;
import io.agentmesh.opencode.OpenCodeCommandLine;
import io.agentmesh.opencode.OpenCodeConfig;
import io.agentmesh.opencode.OpenCodeSessions;
import io.agentmesh.opencode.event.OpenCodeProtocol;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.support.AgentEnvironments;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The agent's side of a worker: camel-exec with our binding and executor, and a list that takes the output. */
public final class AgentRig implements AutoCloseable {

    final Path state;
    public final Runs runs;
    final AgentExecutor executor = new AgentExecutor();
    public final List<String> output = new CopyOnWriteArrayList<>();
    public final Map<String, String> environment = new HashMap<>(System.getenv());
    public ObjectNode config = new ObjectMapper().createObjectNode();
    Duration timeout = Duration.ofMinutes(5);
    String token;
    String model;
    public boolean allowPublicModel;

    private final Path program;
    private final CamelContext camel = new DefaultCamelContext();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ProducerTemplate producer;

    public AgentRig(Path state, Path program) {
        this.state = state;
        this.program = program;
        this.runs = new Runs(state, new OpenCodeProtocol());
        executor.setRuns(runs);
        executor.setKillGrace(Duration.ofMillis(300));
    }

    public AgentRig timeout(Duration limit) {
        timeout = limit;
        return this;
    }

    AgentRig stall(Duration limit) {
        executor.setStallTimeout(limit);
        return this;
    }

    public static Task task(String id, String prompt) {
        return task(id, "A title", prompt, "build", Map.of());
    }

    public static Task task(String id, String title, String prompt, String agent, Map<String, ?> metadata) {
        return new Task(id, "codebase", title, prompt, agent, "running", 0, null, null,
                new ObjectMapper().valueToTree(metadata), null, 1);
    }

    /** Runs a task to its end; what is thrown is what the routes would see. */
    public Outcome run(Task task, Path folder) throws Exception {
        Exchange answer = started().request("direct:run-opencode", exchange -> {
            exchange.setVariable("task", task);
            exchange.setVariable("folder", folder);
        });
        if (answer.getException() instanceof TransientFailureException failure) {
            return failure.outcome();
        }
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage().getBody(Outcome.class);
    }

    /** Follows what a previous worker process started. */
    public Outcome adopt(Task task) throws Exception {
        started();
        return executor.adopt(task, timeout.toMillis());
    }

    /** Begins to run a task. */
    public CompletableFuture<Outcome> begin(Task task, Path folder) throws Exception {
        started();
        return CompletableFuture.supplyAsync(() -> {
            try {
                return run(task, folder);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }, threads);
    }

    public RunFolder folder(Task task) {
        return runs.folder(Runs.key(task.id(), task.attempt()));
    }

    /** Ready to run or follow tasks without the time that a start takes. */
    public synchronized ProducerTemplate started() throws Exception {
        if (producer == null) {
            AgentEnvironment own = AgentEnvironments.of(environment, token,
                    OpenCodeConfig.content(config, allowPublicModel));
            executor.setOutputs(new RunOutputs(() -> producer, "worker", OutputFormat.TEXT));
            camel.getRegistry().bind("agentExecutor", executor);
            camel.getRegistry().bind("openCode", new OpenCodeBinding(() -> program,
                    new OpenCodeCommandLine(model, allowPublicModel), own,
                    new OpenCodeSessions(own, state.resolve("scratch")), runs));
            camel.addRoutes(routes());
            // A test may leave output that nobody waits for.
            camel.getShutdownStrategy().setTimeout(1);
            camel.start();
            producer = camel.createProducerTemplate();
        }
        return producer;
    }

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:run-opencode").errorHandler(noErrorHandler())
                        .to("exec:opencode?args=RAW(run --format=json --print-logs --log-level=INFO --auto)"
                                + "&binding=#openCode&commandExecutor=#agentExecutor&timeout=" + timeout.toMillis());
                from("direct:stream-output").process(exchange -> {
                    String text = exchange.getMessage().getBody(OutputLine.class).text();
                    if (!text.isEmpty()) {
                        output.add(text);
                    }
                });
            }
        };
    }

    @Override
    public void close() {
        threads.shutdownNow();
        camel.stop();
    }
}
