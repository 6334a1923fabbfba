package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.agentmesh.support.FreePort;
import io.agentmesh.support.NotifyListener;

/** A worker as systemd starts it. */
class WorkerServiceTest extends ProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void systemdHearsOfTheStartTheLifeAndTheStopAndTheAgentOfNothing() throws IOException {
        Path socket = fixture.root.resolve("notify");
        fixture.variables.put("NOTIFY_SOCKET", socket.toString());
        fixture.variables.put("WATCHDOG_USEC", "500000");
        fixture.variables.put("SOME_TOKEN", "tok-0123456789");
        try (NotifyListener systemd = new NotifyListener(socket.toString())) {
            server.add("t1", codebase, "fail");
            WorkerProcess worker = start();
            await().atMost(PATIENCE).until(() -> server.status("t1").equals("failed"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(systemd.heard())
                    .anyMatch(message -> message.contains("READY=1\n"))
                    .anyMatch(message -> message.contains("STATUS=taking tasks\n"))
                    .anyMatch(message -> message.contains("WATCHDOG=1\n")));

            worker.terminate();

            assertThat(worker.exitCode()).isZero();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(systemd.heard())
                    .anyMatch(message -> message.startsWith("STOPPING=1\n") && message.contains("EXTEND_TIMEOUT_USEC=")));
            assertThat(systemd.heard()).filteredOn(message -> message.contains("READY=1")).hasSize(1);
        }
        assertThat(Files.readString(fixture.root.resolve("agent/environment")))
                .doesNotContain("NOTIFY_SOCKET", "WATCHDOG_USEC", "SOME_TOKEN");
    }

    @Test
    void anAddressThatCannotBeUsedIsOneLine() throws IOException {
        fixture.with("management_host", "256.1.1.1").with("management_port", FreePort.next());

        WorkerProcess worker = start();

        assertThat(worker.exitCode()).isEqualTo(2);
        assertThat(worker.log().lines()).singleElement().asString()
                .contains("management_host: there is no address 256.1.1.1");
    }
}
