package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.RunFolder;
import io.agentmesh.opencode.event.OutputFormat;
import io.agentmesh.support.AgentEvents;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output through the shipped route {@code stream-output}, to a server that takes, fails and refuses. */
class RunOutputsTest {

    private static final int BATCH_LINES = 1000;
    private static final int BATCH_BYTES = 64_000;

    @TempDir
    Path folder;

    private final CamelContext camel = new DefaultCamelContext();
    private final List<Map<String, Object>> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger onTheWay = new AtomicInteger();
    private final AtomicInteger mostOnTheWay = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int refusal;
    private ProducerTemplate producer;
    private RunOutputs outputs;
    private RunFolder run;

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

    private RouteBuilder server() {
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

    private void take(OutputBatch batch) {
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

    @Test
    void batchSaysWhatTheContractAsksFor() throws Exception {
        Files.writeString(run.stdout(), "one\ntwo\n");

        outputs.sendRest(run);

        assertThat(bodies).singleElement().satisfies(body -> assertThat(body)
                .containsEntry("worker_id", "worker-1").containsEntry("output", "one\ntwo\n")
                .containsEntry("attempt", 3).containsEntry("seq", 1).containsKey("timestamp"));
    }

    @Test
    void hundredMegabytesComeWholeInSmallBatchesOneAtATime() throws Exception {
        int lines = 100_000;
        try (BufferedWriter writer = Files.newBufferedWriter(run.stdout())) {
            for (int i = 0; i < lines; i++) {
                writer.write(i + "x".repeat(1000) + "\n");
            }
        }
        failures.set(40);
        OutputFollower follower = outputs.follow(run);
        follower.end();

        await().atMost(Duration.ofMinutes(3)).until(() -> !outputs.isFollowed(run.key()));

        List<Integer> numbers = new ArrayList<>();
        for (Map<String, Object> body : bodies) {
            String text = (String) body.get("output");
            assertThat(text.length()).isLessThan(BATCH_BYTES + OutputFollower.CHARACTERS_AT_ONCE + 1100);
            text.lines().forEach(line -> numbers.add(Integer.valueOf(line.substring(0, line.indexOf('x')))));
        }
        assertThat(numbers).isEqualTo(IntStream.range(0, lines).boxed().toList());
        assertThat(sequence()).isEqualTo(IntStream.rangeClosed(1, bodies.size()).boxed().toList());
        assertThat(mostOnTheWay).hasValue(1);
    }

    @Test
    void fewLinesAreSentByTheirAge() throws Exception {
        OutputFollower follower = outputs.follow(run);
        Files.writeString(run.stdout(), "one\n");

        await().atMost(Duration.ofSeconds(30)).until(() -> bodies.size() == 1);
        assertThat(outputs.isFollowed(run.key())).isTrue();
        follower.end();
        await().atMost(Duration.ofSeconds(30)).until(() -> !outputs.isFollowed(run.key()));

        assertThat(bodies).hasSize(1);
    }

    @Test
    void manyShortLinesMakeABatchByTheirNumber() throws Exception {
        Files.writeString(run.stdout(), "x\n".repeat(2500));

        outputs.sendRest(run);

        List<Integer> sizes = bodies.stream().map(body -> ((String) body.get("output")).length() / 2).toList();
        assertThat(sizes).allMatch(size -> size <= BATCH_LINES).hasSizeGreaterThanOrEqualTo(3);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2500);
    }

    @Test
    void restThatTakesLongIsSentInTurnsEachBehindTheLast() throws Exception {
        Files.writeString(run.stdout(), IntStream.range(0, 60_000).mapToObj(i -> i + "\n").collect(Collectors.joining()));
        int turns = 1;

        while (!outputs.sendRest(run, Duration.ofMillis(1)).isSettled()) {
            turns++;
        }

        assertThat(turns).isGreaterThan(1);
        assertThat(bodies.stream().flatMap(body -> ((String) body.get("output")).lines()).map(Integer::valueOf))
                .isEqualTo(IntStream.range(0, 60_000).boxed().toList());
        assertThat(sequence()).isEqualTo(IntStream.rangeClosed(1, bodies.size()).boxed().toList());
    }

    @Test
    void restIsSentFromWhereAnEarlierLifeStopped() throws Exception {
        Files.writeString(run.stdout(), "one\ntwo\nthree\nfour");
        DurableFile.writeJson(run.position(), new OutputPosition(4, 4, 0, 8, 0, 20, 0, 0, 0));

        outputs.sendRest(run);
        outputs.sendRest(run);

        assertThat(bodies.stream().map(body -> body.get("output"))).containsExactly("two\n", "three\nfour\n");
        assertThat(sequence()).containsExactly(5, 6);
    }

    @Test
    void taskThatTheServerGaveAwayGetsNoMoreOutput() throws Exception {
        refusal = 409;
        Files.writeString(run.stdout(), "x\n".repeat(5000));

        outputs.sendRest(run);

        assertThat(bodies).isEmpty();
        assertThat(DurableFile.readJson(run.position(), OutputPosition.class).seq()).isZero();
    }

    @Test
    void batchThatIsRefusedDoesNotHoldUpTheNext() throws Exception {
        Files.writeString(run.stdout(), "x\n".repeat(1000));
        refusal = 422;
        outputs.sendRest(run);
        refusal = 0;
        Files.writeString(run.stdout(), "y\n", StandardOpenOption.APPEND);

        outputs.sendRest(run);

        assertThat(bodies.stream().map(body -> body.get("output"))).containsExactly("y\n");
    }

    @Test
    void halfACharacterOfAToolCanBeSent() throws Exception {
        RunOutputs readable = new RunOutputs(() -> producer, "worker-1", OutputFormat.TEXT);
        outputs = readable;
        Files.writeString(run.stdout(), AgentEvents.text("m", "half @").replace("@", "\\ud83d"));

        readable.sendRest(run);

        assertThat(bodies).singleElement().satisfies(body -> {
            assertThat(body.get("output")).isEqualTo("half ?\n");
            assertThat(new ObjectMapper().writeValueAsBytes(body)).isNotEmpty();
        });
    }

    @Test
    void cancellationIsReadFromAnAnswer() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(outputs.isCancelled(json.readTree("{\"success\":true,\"cancelled\":true}"))).isTrue();
        assertThat(outputs.isCancelled(json.readTree("{\"success\":true}"))).isFalse();
    }

    private List<Integer> sequence() {
        return bodies.stream().map(body -> (Integer) body.get("seq")).toList();
    }
}
