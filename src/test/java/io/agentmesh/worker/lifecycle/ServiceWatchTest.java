package io.agentmesh.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ServiceWatchTest {

    private final List<String> told = new ArrayList<>();
    private boolean started = true;
    private boolean alive = true;
    private String problem = "";

    @Test
    void aWorkerIsReadyOnceItHasAllThatItNeeds() {
        ServiceWatch watch = watch(null);
        started = false;
        problem = "OpenCode is being looked for";
        watch.check();
        started = true;
        problem = "";
        watch.check();
        watch.check();

        assertThat(told).containsExactly("STATUS=OpenCode is being looked for\n", "READY=1\nSTATUS=taking tasks\n");
    }

    @Test
    void theWatchdogHearsOfALivingWorkerThoughItIsNotReady() {
        ServiceWatch watch = watch(Duration.ofSeconds(30));
        problem = "the disk\nis full";

        watch.check();
        watch.check();

        assertThat(told).containsExactly("READY=1\nSTATUS=the disk is full\nWATCHDOG=1\n", "WATCHDOG=1\n");
    }

    @Test
    void theWatchdogHearsNothingOfAWorkerThatIsStuck() {
        ServiceWatch watch = watch(Duration.ofSeconds(30));
        watch.check();
        told.clear();
        alive = false;
        problem = "the poll loop is stuck";

        watch.check();
        watch.check();

        assertThat(told).containsExactly("STATUS=the poll loop is stuck\n");
    }

    @Test
    void aStopIsToldAndTheSignsGoOnWhileItLasts() {
        ServiceWatch watch = watch(Duration.ofSeconds(30));
        watch.check();
        told.clear();

        watch.stopping(Duration.ofSeconds(95));
        problem = "changed";
        watch.check();

        assertThat(told).containsExactly("STOPPING=1\nSTATUS=finishing what runs\nEXTEND_TIMEOUT_USEC=95000000\n",
                "WATCHDOG=1\n");
    }

    @Test
    void onlyAWatchdogThatIsMeantForThisProcessCounts() {
        assertThat(ServiceWatch.watchdog(Map.of("WATCHDOG_USEC", "30000000"), 7)).isEqualTo(Duration.ofSeconds(30));
        assertThat(ServiceWatch.watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "7"), 7)).isNotNull();
        assertThat(ServiceWatch.watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "8"), 7)).isNull();
        assertThat(ServiceWatch.watchdog(Map.of("WATCHDOG_USEC", "soon"), 7)).isNull();
        assertThat(ServiceWatch.watchdog(Map.of(), 7)).isNull();
    }

    private ServiceWatch watch(Duration watchdog) {
        return new ServiceWatch(new ServiceManager() {

            @Override
            public void send(String message) {
                told.add(message);
            }

            @Override
            public void close() {
                told.add("closed");
            }
        }, watchdog, () -> started, () -> alive, () -> problem);
    }
}
