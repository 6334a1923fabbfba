package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.output.OutputTotals;
import io.agentmesh.agent.output.RunOutputs;
import io.agentmesh.agent.output.UnsentOutput;
import io.agentmesh.support.Call;
import io.agentmesh.support.ClassicServer;
import io.agentmesh.support.Fault;
import io.agentmesh.support.RealNginx;
import io.agentmesh.support.RealRedis;
import io.agentmesh.worker.outbox.OutboxEntry;

/** Output that is larger than a proxy between worker and server lets through: a real nginx, as it is by default. */
class LargeOutputTest {

    private static final int TWO_MILLION = 2_000_000;
    private static final String LARGE = "x".repeat(TWO_MILLION);

    @TempDir
    Path folder;

    private final ClassicServer server = new ClassicServer();
    private RealNginx nginx;
    private WorkerFixture fixture;
    private RouteBench bench;

    @BeforeEach
    void start() {
        nginx = RealNginx.start(folder.resolve("nginx"), "client_max_body_size 1m;\nlocation / { proxy_pass "
                + server.url() + "; }");
        fixture = new WorkerFixture(folder, nginx.url().toString());
        bench = new RouteBench(fixture);
        server.add("t1", "cb1", "say much");
        bench.start();
    }

    @AfterEach
    void stop() {
        bench.close();
        nginx.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "😀", "\\u0001"})
    void oneLongTextArrivesWhole(String character) throws IOException {
        RunFolder run = finished(character.repeat(TWO_MILLION / character.length()));

        assertThat(send(run).isComplete()).isTrue();

        String text = server.output("t1");
        assertThat(text.codePoints().distinct().count()).isLessThanOrEqualTo(2);
        assertThat(text).hasSize(unescaped(character) * (TWO_MILLION / character.length()) + 1);
        assertThat(pieces().keySet()).containsExactlyElementsOf(IntStream.rangeClosed(1, pieces().size()).boxed().toList());
        assertThat(totals(run).dropped()).isZero();
        assertThat(totals(run).batches()).isEqualTo(pieces().size());
        assertThat(run.path().resolve("batch.json")).doesNotExist();
    }

    private static int unescaped(String character) {
        return character.startsWith("\\") ? 1 : character.length();
    }

    @Test
    void aPieceWhoseAnswerWasLostComesAgainAsItWasAlsoToTheNextLife() throws IOException {
        RunFolder run = finished(LARGE);
        server.fails("POST .*/output", Fault.status(200), 1);
        server.fails("POST .*/output", Fault.loseAnswer(), 1);
        assertThat(send(run).isComplete()).isFalse();
        bench.close();
        nginx.stop();
        nginx.configure("client_max_body_size 64m;\nlocation / { proxy_pass " + server.url() + "; }");
        nginx.start();
        bench = new RouteBench(fixture);
        bench.start();

        assertThat(send(run).isComplete()).as("a proxy that lets more through changes nothing").isTrue();

        assertThat(String.join("", pieces().values())).isEqualTo(LARGE + "\n");
    }

    @Test
    void whatIsRefusedInSmallPiecesAloneIsDroppedAndCounted() throws IOException {
        RunFolder run = finished(LARGE);
        nginx.stop();
        nginx.configure("client_max_body_size 10k;\nlocation / { proxy_pass " + server.url() + "; }");
        nginx.start();

        assertThat(send(run).isComplete()).isTrue();

        assertThat(server.calls("POST .*")).isEmpty();
        assertThat(totals(run)).isEqualTo(new OutputTotals(0, 0, TWO_MILLION + 1));
    }

    @Test
    void aServerThatExplainsItsLimitGetsPiecesToo() throws IOException {
        RunFolder run = finished(LARGE);
        server.fails("POST .*", Fault.status(413), 1);

        assertThat(send(run).isComplete()).isTrue();

        assertThat(server.output("t1")).isEqualTo(LARGE + "\n");
    }

    @Test
    void outputThatRedisKeepsFirstArrivesWholeToo() throws IOException {
        try (RealRedis redis = throughRedis()) {
            RunFolder run = finished(LARGE);

            assertThat(send(run).isComplete()).isTrue();
            assertThat(bench.beans.spool.send("t1-1")).isTrue();

            assertThat(server.output("t1")).isEqualTo(LARGE + "\n");
            assertThat(pieces().values()).allMatch(piece -> piece.length() <= 64 << 10);
            assertThat(pieces().keySet())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, pieces().size()).boxed().toList());
        }
    }

    @Test
    void whatIsRefusedOfItIsCounted() throws IOException {
        try (RealRedis redis = throughRedis()) {
            finished("x".repeat(100_000));
            nginx.stop();
            nginx.configure("client_max_body_size 50k;\nlocation / { proxy_pass " + server.url() + "; }");
            nginx.start();
            bench.beans.outbox.put(Samples.task("t1").withAttempt(1), Samples.OUTCOME);
            OutboxEntry outcome = bench.beans.outbox.read("t1-1.json");

            bench.beans.outbox.sendOutput(outcome);

            assertThat(server.output("t1")).hasSize(100_001 - (64 << 10));
            assertThat(bench.beans.outbox.output(outcome))
                    .isEqualTo(new OutputTotals(100_001 - (64 << 10), 1, 64 << 10));
        }
    }

    private RealRedis throughRedis() {
        RealRedis redis = RealRedis.start(folder);
        bench.close();
        bench = new RouteBench(fixture.with("spool", "redis").with("redis_url", redis.url())
                .property("worker.output-route=spool-output"));
        bench.start();
        return redis;
    }

    private UnsentOutput send(RunFolder run) throws IOException {
        return bench.bean("outputs", RunOutputs.class).sendRest(run);
    }

    private OutputTotals totals(RunFolder run) throws IOException {
        return bench.bean("outputs", RunOutputs.class).totals(run);
    }

    private RunFolder finished(String text) throws IOException {
        return RunFolders.finished(fixture.state, Samples.task("t1").withAttempt(1), text);
    }

    /** By their numbers, as a server keeps them: the same number is stored once. */
    private Map<Integer, String> pieces() {
        Map<Integer, String> pieces = new LinkedHashMap<>();
        List<Call> calls = server.calls("POST .*/output");
        for (Call call : calls) {
            String text = call.json().path("output").asText();
            String before = pieces.put(call.json().path("seq").asInt(), text);
            assertThat(before).isIn(null, text);
        }
        return pieces;
    }
}
