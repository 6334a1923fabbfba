package io.agentmesh.worker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.redis.RedisConnection;
import io.agentmesh.redis.spool.RedisSpool;
import io.agentmesh.settings.value.RedisUrl;
import io.agentmesh.support.RealRedis;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.text.Mask;
import io.agentmesh.worker.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real Redis, which is away now and then. */
class OutcomeMirrorTest {

    private static final String SECRET = "sk-0123456789";

    @TempDir
    Path folder;

    private RealRedis redis;
    private RedisConnection connection;
    private RedisSpool spool;
    private Path outbox;
    private OutcomeMirror mirror;

    @BeforeEach
    void start() throws IOException {
        redis = RealRedis.start(Files.createDirectories(folder.resolve("redis")));
        connection = new RedisConnection(RedisUrl.parse(redis.url()).orElseThrow());
        spool = new RedisSpool(connection, "w1");
        outbox = folder.resolve("outbox");
        mirror = life();
    }

    @AfterEach
    void stop() {
        connection.close();
        redis.close();
    }

    @Test
    void outcomeIsKeptWithoutItsSecretsUntilItIsSettled() throws IOException {
        mirror.store("t1-1", entry("t1", "the key is " + SECRET));
        assertThat(spool.outcomes()).containsOnlyKeys("t1-1");
        assertThat(spool.outcomes().get("t1-1")).contains("the key is ***").doesNotContain(SECRET);

        mirror.delivered("t1-1");

        assertThat(spool.outcomes()).isEmpty();
    }

    @Test
    void nextLifeWithAnEmptyDiskGetsItsFilesBackOnce() throws IOException {
        mirror.store("t1-1", entry("t1", "done"));
        OutcomeMirror next = life();

        next.compare();

        assertThat(file("t1-1")).exists();
        assertThat(DurableFile.readJson(file("t1-1"), OutboxEntry.class).result()).isEqualTo("done");
        Files.delete(file("t1-1"));
        next.compare();
        assertThat(file("t1-1")).doesNotExist();
    }

    @Test
    void fileThatIsThereIsNotWrittenOver() throws IOException {
        mirror.store("t1-1", entry("t1", "from Redis"));
        write("t1-1", entry("t1", "from the disk"));

        life().compare();

        assertThat(DurableFile.readJson(file("t1-1"), OutboxEntry.class).result()).isEqualTo("from the disk");
    }

    @Test
    void fileThatIsBrokenIsMadeAnewFromRedis() throws IOException {
        mirror.store("t1-1", entry("t1", "from Redis"));
        write("t1-1", entry("t1", "from the disk"));
        Files.writeString(file("t1-1"), "{\"task_id\":");
        Files.writeString(file("t2-1"), "{\"task_id\":");

        life().compare();

        assertThat(DurableFile.readJson(file("t1-1"), OutboxEntry.class).result()).isEqualTo("from Redis");
        assertThat(file("t1-1").resolveSibling("t1-1.json.broken")).exists();
        assertThat(spool.outcomes()).containsOnlyKeys("t1-1");
    }

    @Test
    void whatHappenedWhileRedisWasAwayIsMadeGood() throws IOException {
        mirror.compare();
        mirror.store("t1-1", entry("t1", "settled meanwhile"));
        redis.kill();
        mirror.store("t2-1", entry("t2", "kept meanwhile"));
        write("t2-1", entry("t2", "kept meanwhile"));
        mirror.delivered("t1-1");
        redis.start();

        // The client connects again by itself, in its own time.
        await().ignoreExceptions().untilAsserted(() -> {
            mirror.compare();
            assertThat(spool.outcomes()).containsOnlyKeys("t2-1");
        });
    }

    @Test
    void nameThatCanBeNoFileIsLeftAlone() throws IOException {
        spool.storeOutcome("../evil", "{}");

        life().compare();

        assertThat(folder.resolve("evil.json")).doesNotExist();
        assertThat(List.of(folder.toFile().list())).containsOnly("redis");
    }

    private OutcomeMirror life() {
        return new OutcomeMirror(spool, outbox, Mask.of(List.of(SECRET)), redis.url());
    }

    private static OutboxEntry entry(String task, String result) {
        return OutboxEntry.of(Samples.task(task).withAttempt(1), Outcome.completed(result));
    }

    private void write(String run, OutboxEntry entry) throws IOException {
        Files.createDirectories(outbox);
        DurableFile.writeJson(file(run), entry);
    }

    private Path file(String run) {
        return outbox.resolve(run + ".json");
    }
}
