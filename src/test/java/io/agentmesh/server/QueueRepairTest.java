package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the streams in Redis become what the database says again. */
@Timeout(300)
@Tag("store")
class QueueRepairTest extends ServerQueueScene {

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
        eventually(() -> assertThat(redisState()).isEqualTo("up"));
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
}
