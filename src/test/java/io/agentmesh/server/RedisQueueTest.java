package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RStream;
import org.redisson.api.StreamMessageId;
import org.redisson.api.stream.StreamReadGroupArgs;

/** Pending tasks stand on Redis, whatever happens to it or to the server. */
@Timeout(180)
@Tag("store")
class RedisQueueTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;
    private RealRedis redis;
    private RedisConnection client;
    private TestServer server;
    private String codebase;

    @BeforeEach
    void start() throws Exception {
        redis = RealRedis.start(Files.createDirectory(folder.resolve("redis")));
        client = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        server = newServer("1h");
        eventually(() -> assertThat(redisState()).isEqualTo("up"));
        server.registerWorker("w1");
        codebase = server.registerCodebase("w1", "/p");
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
        redis.close();
    }

    private TestServer newServer(String audit) {
        return new TestServer(folder, "server.redis-url=" + redis.url(), "server.queue-check=1s",
                "server.queue-audit=" + audit);
    }

    @Test
    void aNewTaskStandsOnTheStreamOfItsCodebaseAsTheApiAnswersIt() {
        String task = server.createTask(codebase);

        eventually(() -> assertThat(tasks(codebase)).containsExactly(server.task(task)));
        RStream<String, String> stream = client.client().getStream("a2a:tasks:" + codebase);
        assertThat(stream.readGroup("workers", "w1", StreamReadGroupArgs.neverDelivered().count(9))).hasSize(1);
    }

    @Test
    void tasksOfNoCodebaseHaveStreamsToo() {
        String global = server.createTask("global");
        server.post("/v1/opencode/codebases", "{\"name\": \"n\", \"path\": \"/n\"}");

        eventually(() -> assertThat(tasks("global")).extracting(task -> task.path("id").asText()).containsExactly(global));
        eventually(() -> assertThat(tasks("__pending__")).extracting(task -> task.path("agent_type").asText())
                .containsExactly("register_codebase"));
    }

    @Test
    void aTaskThatIsGivenBackHasOneEntryAndANewAttempt() {
        String task = server.createTask(codebase);
        eventually(() -> assertThat(ids(codebase)).containsExactly(task));
        client.client().<String, String>getStream("a2a:tasks:" + codebase)
                .readGroup("workers", "w1", StreamReadGroupArgs.neverDelivered().count(1));
        server.claim(task, "w1");

        server.report(task, "pending", "w1", "");

        eventually(() -> assertThat(tasks(codebase)).extracting(each -> each.path("attempt").asInt()).containsExactly(1));
        assertThat(client.client().getStream("a2a:tasks:" + codebase).getPendingInfo("workers").getTotal()).isZero();
    }

    @Test
    void whatIsOverLeavesRedis() {
        String cancelled = server.createTask(codebase);
        String done = server.createTask(codebase);
        String waiting = server.createTask(codebase);
        eventually(() -> assertThat(ids(codebase)).containsExactly(cancelled, done, waiting));

        server.post("/v1/opencode/tasks/" + cancelled + "/cancel");
        server.claim(done, "w1");
        server.report(done, "completed", "w1", ", \"result\": \"r\"");
        eventually(() -> assertThat(ids(codebase)).containsExactly(waiting));

        server.delete("/v1/opencode/codebases/" + codebase);
        eventually(() -> assertThat(ids(codebase)).isEmpty());
    }

    @Test
    void aTaskThatOnlyTheDatabaseKnowsIsPutByTheSweep() {
        server.close();
        redis.kill();
        server = newServer("1h");
        String task = server.createTask(codebase);
        assertThat(redisState()).isNotEqualTo("up");
        server.close();
        redis.start();

        server = newServer("1h");

        eventually(() -> assertThat(ids(codebase)).containsExactly(task));
    }

    @Test
    void aRedisThatComesBackEmptyGetsEveryPendingTaskAgain() {
        List<String> ids = List.of(server.createTask(codebase), server.createTask(codebase), server.createTask("global"));
        String running = server.createTask(codebase);
        server.claim(running, "w1");
        eventually(() -> assertThat(ids(codebase)).contains(ids.get(0), ids.get(1), running));

        redis.kill();
        redis.startEmpty();

        eventually(() -> assertThat(ids(codebase)).containsExactlyElementsOf(ids.subList(0, 2)));
        eventually(() -> assertThat(ids("global")).containsExactly(ids.get(2)));
    }

    @Test
    void aRedisThatComesBackWithItsDataHasEachTaskOnce() {
        String before = server.createTask(codebase);
        eventually(() -> assertThat(ids(codebase)).containsExactly(before));
        redis.kill();
        String meanwhile = server.createTask(codebase);
        redis.start();

        eventually(() -> assertThat(ids(codebase)).containsExactly(before, meanwhile));
        String after = server.createTask(codebase);
        eventually(() -> assertThat(ids(codebase)).containsExactly(before, meanwhile, after));
    }

    @Test
    void anEntryThatGotLostIsPutAgain() {
        server.close();
        server = newServer("1s");
        String task = server.createTask(codebase);
        eventually(() -> assertThat(ids(codebase)).containsExactly(task));

        client.client().getKeys().delete("a2a:tasks:" + codebase);

        eventually(() -> assertThat(ids(codebase)).containsExactly(task));
    }

    /** Twenty calls that each waited for Redis would take a minute: an answer is waited for 3 s. */
    @Test
    void aRedisThatSaysNothingHoldsUpNoCall() {
        redis.pause();
        try {
            long begin = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(server.createTask(codebase)).isNotEmpty();
                assertThat(server.get("/health").status()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(45));
            eventually(() -> assertThat(redisState()).isEqualTo("down"));
        } finally {
            redis.resume();
        }
        int created = server.get("/v1/opencode/tasks?status=pending").json().size();
        eventually(() -> assertThat(ids(codebase)).hasSize(created).doesNotHaveDuplicates());
        assertThat(redisState()).isEqualTo("up");
    }

    @Test
    void aStreamThatRefusesHoldsUpNoOther() {
        client.client().getBucket("a2a:tasks:" + codebase).set("no stream");
        String refused = server.createTask(codebase);
        String other = server.createTask("global");
        eventually(() -> assertThat(ids("global")).containsExactly(other));

        client.client().getKeys().delete("a2a:tasks:" + codebase);

        eventually(() -> assertThat(ids(codebase)).containsExactly(refused));
        assertThat(redisState()).isEqualTo("up");
    }

    private String redisState() {
        return server.get("/health").json().path("redis").asText();
    }

    private List<JsonNode> tasks(String id) {
        Map<StreamMessageId, Map<String, String>> entries = client.client()
                .<String, String>getStream("a2a:tasks:" + id).range(StreamMessageId.MIN, StreamMessageId.MAX);
        return entries.values().stream().map(entry -> read(entry.get("task"))).toList();
    }

    private List<String> ids(String id) {
        return tasks(id).stream().map(task -> task.path("id").asText()).toList();
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (Exception e) {
            throw new IllegalStateException(json, e);
        }
    }

    private static void eventually(ThrowingRunnable check) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(check);
    }
}
