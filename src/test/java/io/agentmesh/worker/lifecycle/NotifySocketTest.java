package io.agentmesh.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.NotifyListener;

class NotifySocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aMessageIsOneDatagramOnTheSocketOfTheEnvironment() {
        assertHeard(folder.resolve("notify").toString());
    }

    @Test
    void anAbstractSocketIsNamedWithAnAt() {
        assertHeard("@agentmesh-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    }

    @Test
    void aSocketThatIsGoneIsPassedOver() {
        try (ServiceManager manager = NotifySocket.open(Map.of("NOTIFY_SOCKET", folder.resolve("none").toString()))) {
            manager.send("READY=1");
            manager.send("WATCHDOG=1");
        }
    }

    @Test
    void withoutASocketNobodyIsTold() {
        assertThat(NotifySocket.open(Map.of())).isSameAs(ServiceManager.NONE);
        assertThat(NotifySocket.open(Map.of("NOTIFY_SOCKET", "vsock:2:1"))).isSameAs(ServiceManager.NONE);
    }

    private static void assertHeard(String name) {
        try (NotifyListener systemd = new NotifyListener(name);
                ServiceManager manager = NotifySocket.open(Map.of("NOTIFY_SOCKET", name))) {
            manager.send("READY=1\nSTATUS=tätig\n");
            manager.send("WATCHDOG=1\n");

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(systemd.heard())
                    .containsExactly("READY=1\nSTATUS=tätig\n", "WATCHDOG=1\n"));
        }
    }
}
