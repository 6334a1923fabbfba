package io.agentmesh.support.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.agentmesh.support.Scripts;

class ChromeDriverTest {

    @TempDir
    Path folder;

    @Test
    void driverThatFoundItsPortTakenIsStartedAgain() throws Exception {
        Path driver = Scripts.shell(folder.resolve("driver"), """
                if mkdir "$HOME/first"; then echo 'IPv4 port not available. Exiting...'; exit 1; fi
                echo 'ChromeDriver was started successfully on port 4711.'; exec sleep 60
                """);

        try (ChromeDriver started = ChromeDriver.start(driver, folder)) {
            assertThat(started.url()).hasPort(4711);
        }
    }

    @Test
    void driverThatNeverStartsFailsWithWhatItSaid() throws Exception {
        Path driver = Scripts.shell(folder.resolve("driver"), "echo 'no port for me'; exit 1");

        assertThatThrownBy(() -> ChromeDriver.start(driver, folder))
                .isInstanceOf(AssertionError.class).hasMessageContaining("no port for me");
    }
}
