package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.ClassicServer;
import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;
import io.agentmesh.worker.slot.Slots;

/** The route claim-task, with a scripted server. */
abstract class ClaimTaskScene {

    @TempDir
    Path folder;
    final ClassicServer server = new ClassicServer();
    final CountedReleases slots = new CountedReleases();
    RouteBench bench;
    MockEndpoint ran;
    MockEndpoint asked;
    Task task;
    Decision decision;

    /** Slots that count how often each was given back. */
    static final class CountedReleases extends Slots {

        int releases;

        CountedReleases() {
            super(1);
        }

        @Override
        public synchronized void release(Task released) {
            releases++;
            super.release(released);
        }
    }

    @BeforeEach
    void bench() {
        WorkerFixture fixture = new WorkerFixture(folder, server.url());
        bench = new RouteBench(fixture, Map.of("slots", slots));
        ran = bench.replace("run-task");
        asked = bench.replace("fetch-tasks");
        Path shop = fixture.folder("shop");
        task = Samples.ofCodebase("t1", server.codebase(shop.toString(), "w1"));
        server.add(ClassicServer.task("t1", task.codebaseId(), "say hello"));
        decision = Decision.run(shop);
        assertThat(slots.reserve(task, decision)).isTrue();
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    Exchange claim() {
        return bench.send("claim-task", task, decision);
    }
}
