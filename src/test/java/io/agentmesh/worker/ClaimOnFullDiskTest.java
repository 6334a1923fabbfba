package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

import io.agentmesh.task.Task;
import io.agentmesh.worker.slot.Decision;

class ClaimOnFullDiskTest extends RouteTest {

    /** The device answers each write as a full disk does. */
    @Test
    void aTaskWhoseClaimCanNotBeNotedIsNotAskedFor() throws Exception {
        MockEndpoint ran = bench.replace("run-task");
        Path shop = fixture.folder("shop");
        Task task = Samples.ofCodebase("t1", server.codebase(shop.toString(), "w1"));
        Decision decision = Decision.run(shop);
        assertThat(bench.beans.slots.reserve(task, decision)).isTrue();
        Path claims = Files.createDirectories(folder.resolve("state/claims"));
        Files.createSymbolicLink(claims.resolve(".t1.json.new"), Path.of("/dev/full"));

        bench.send("claim-task", task, decision);

        assertThat(server.calls("PUT .*")).isEmpty();
        assertThat(ran.getExchanges()).isEmpty();
        assertThat(bench.beans.slots.free()).isEqualTo(1);
    }
}
