package io.agentmesh.redis.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.stream.TaskStreams.NewEntry;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import io.agentmesh.support.RedisKinds;

/** How entries are waited for, at a real server and at a real Cluster. */
@Timeout(300)
class StreamReaderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration NOT = Duration.ZERO;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> TWO = List.of("cb1", "cb2");

    enum Kind { SERVER, CLUSTER }

    @TempDir
    static Path folder;
    private static RealRedis server;
    private static RealRedis cluster;

    private RedisConnection connection;
    private RedisQueue queue;

    @BeforeAll
    static void start() throws IOException {
        server = RealRedis.start(Files.createDirectory(folder.resolve("server")));
        cluster = RedisKinds.cluster(Files.createDirectory(folder.resolve("cluster")));
    }

    @AfterAll
    static void stop() {
        server.close();
        cluster.close();
    }

    @AfterEach
    void close() {
        queue.close();
        connection.client().getKeys().flushall();
        connection.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsThereIsReadAtOnceAndNoMoreThanThereIsRoomFor(Kind kind) {
        open(kind);
        put("cb1", "one");
        put("cb2", "two");

        assertThat(queue.read(TWO, 1, HOUR)).hasSize(1);
        assertThat(queue.read(TWO, 2, HOUR)).hasSize(1);
        assertThat(queue.read(TWO, 2, NOT)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aWaitEndsWithTheFirstEntryOfAnyStream(Kind kind) throws Exception {
        open(kind);
        CompletableFuture<List<QueueEntry>> waiting = waiting();

        put("cb2", "one");

        assertThat(within(waiting)).extracting(QueueEntry::codebase).containsExactly("cb2");
        assertThat(queue.abandoned(TWO, HOUR, 10)).extracting(AbandonedEntry::codebase, AbandonedEntry::ours)
                .containsExactly(tuple("cb2", true));
    }

    @ParameterizedTest
    @EnumSource
    void aWaitForSeveralStreamsEndsWithNothingWhereNothingComes(Kind kind) {
        open(kind);

        assertThat(queue.read(TWO, 1, Duration.ofMillis(300))).isEmpty();

        put("cb2", "one");
        assertThat(queue.read(TWO, 1, NOT)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatComesWithAWakeIsReadByThisWaitOrTheNext(Kind kind) throws Exception {
        open(kind);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<List<QueueEntry>> waiting = waiting();
            put("cb2", "task " + i);
            queue.wake();

            List<QueueEntry> read = new ArrayList<>(within(waiting));
            await().atMost(LONG).until(() -> {
                read.addAll(queue.read(TWO, 1, NOT));
                return !read.isEmpty();
            });
            assertThat(read).extracting(entry -> entry.fields().get("task")).containsExactly("task " + i);
            read.forEach(queue::acknowledge);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWakeBetweenTwoWaitsEndsTheNextOne(Kind kind) throws Exception {
        open(kind);
        queue.read(TWO, 1, Duration.ofMillis(50));

        queue.wake();
        queue.wake();

        assertThat(within(CompletableFuture.supplyAsync(() -> queue.read(TWO, 1, HOUR)))).isEmpty();
        CompletableFuture<List<QueueEntry>> next = waiting();
        put("cb1", "one");
        assertThat(within(next)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aWaitIsEndedByAStopAndLosesNothing(Kind kind) throws Exception {
        open(kind);
        CompletableFuture<List<QueueEntry>> waiting = waiting();

        queue.stopReading();

        assertThat(within(waiting)).isEmpty();
        put("cb1", "one");
        assertThat(queue.read(TWO, 1, HOUR)).isEmpty();
        assertThat(queue.abandoned(TWO, NOT, 10)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void streamsThatAreLostAreMadeAgain(Kind kind) throws Exception {
        open(kind);
        queue.read(TWO, 1, Duration.ofMillis(50));
        connection.client().getKeys().flushall();

        assertThat(queue.read(TWO, 1, Duration.ofMillis(50))).isEmpty();

        CompletableFuture<List<QueueEntry>> waiting = waiting();
        put("cb2", "one");
        assertThat(within(waiting)).hasSize(1);
    }

    private void open(Kind kind) {
        String url = kind == Kind.SERVER ? server.url() : "redis-cluster://127.0.0.1:" + cluster.port();
        connection = new RedisConnection(RedisUrl.parse(url).orElseThrow());
        queue = new RedisQueue(new RedisConnection(RedisUrl.parse(url).orElseThrow()), "w1", kind == Kind.CLUSTER,
                Clock.systemUTC());
    }

    /** One that has begun, so that both streams are there. */
    private CompletableFuture<List<QueueEntry>> waiting() {
        CompletableFuture<List<QueueEntry>> waiting = CompletableFuture.supplyAsync(() -> queue.read(TWO, 1, HOUR));
        await().atMost(LONG).until(() -> connection.client().getKeys().countExists("a2a:tasks:cb1", "a2a:tasks:cb2") == 2);
        return waiting;
    }

    private static List<QueueEntry> within(CompletableFuture<List<QueueEntry>> waiting) throws Exception {
        return waiting.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private void put(String codebase, String task) {
        new TaskStreams(connection).add(codebase, List.of(new NewEntry(task, null)));
    }
}
