package io.agentmesh.support.browser;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromeDriverTest {

    @TempDir
    Path folder;

    @Test
    void missingBrowserFailsWithWhatToInstall() {
        Path none = folder.resolve("chromium");

        assertThatThrownBy(() -> ChromeDriver.start(none, ChromeDriver.DRIVER, folder))
                .isInstanceOf(AssertionError.class).hasMessageContaining(none.toString())
                .hasMessageContaining("apt-get install chromium chromium-driver");
    }

    @Test
    void missingDriverFailsWithWhatToInstall() {
        assertThatThrownBy(() -> ChromeDriver.start(Path.of("/bin/sh"), folder.resolve("none"), folder))
                .isInstanceOf(AssertionError.class).hasMessageContaining("chromium-driver");
    }
}
