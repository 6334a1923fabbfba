package io.agentmesh.agent.output;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.opencode.event.OutputFormat;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The routes of output, with a server of the test's own. */
abstract class RunOutputsScene {

    static final int BATCH_LINES = 1000;
    static final int BATCH_BYTES = 64_000;

    @TempDir
    Path folder;
    final CamelContext camel = new DefaultCamelContext();
    final List<Map<String, Object>> bodies = new CopyOnWriteArrayList<>();
    final AtomicInteger onTheWay = new AtomicInteger();
    final AtomicInteger mostOnTheWay = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    volatile int refusal;
    ProducerTemplate producer;
    RunOutputs outputs;
    RunFolder run;

    @BeforeEach
    void setUp() throws Exception {
        run = RunFolder.create(folder.resolve("a-task-3"));
        Properties properties = new Properties();
        properties.putAll(Map.of("worker.output-batch-lines", "" + BATCH_LINES,
                "worker.output-batch-bytes", "" + BATCH_BYTES, "worker.output-batch-age", "200ms"));
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.getRegistry().bind("outputBatches", new OutputBatches());
        camel.getRegistry().bind("sameThread", new SynchronousExecutorService());
        PluginHelper.getRoutesLoader(camel).loadRoutes(
                ResourceHelper.resolveResource(camel, "classpath:routes/worker/output/stream-output.camel.yaml"));
        camel.addRoutes(server());
        camel.start();
        producer = camel.createProducerTemplate();
        outputs = new RunOutputs(() -> producer, "worker-1", OutputFormat.EVENTS);
    }

    @AfterEach
    void tearDown() {
        camel.stop();
    }

    RouteBuilder server() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).maximumRedeliveries(50).redeliveryDelay(5).logExhausted(false)
                        .retryAttemptedLogLevel(LoggingLevel.OFF);
                from("direct:send-output").process(exchange ->
                        mostOnTheWay.accumulateAndGet(onTheWay.incrementAndGet(), Math::max))
                        .process(exchange -> take(exchange.getMessage().getBody(OutputBatch.class)))
                        .process(exchange -> onTheWay.decrementAndGet());
            }
        };
    }

    void take(OutputBatch batch) {
        if (!batch.isEmpty()) {
            Map<String, Object> body = outputs.announce(batch);
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("not now");
            }
            if (refusal != 0) {
                outputs.refused(batch, refusal);
                return;
            }
            bodies.add(body);
        }
        outputs.acknowledge(batch);
    }

    List<Integer> sequence() {
        return bodies.stream().map(body -> (Integer) body.get("seq")).toList();
    }
}
