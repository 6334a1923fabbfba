package io.agentmesh.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

class UninstallTest extends InstallScene {

    @Test
    void aUserNeedsNothingButAHome() throws IOException {
        assertThat(command(false, "install", "--user")).isZero();

        assertThat(files(home)).containsOnly(
                Map.entry(".local/lib/agentmesh/lib/agentmesh.jar", "rw-r--r--"),
                Map.entry(".local/lib/agentmesh/bin/agentmesh", "rwxr-xr-x"),
                Map.entry(".local/bin/agentmesh", "-> ../lib/agentmesh/bin/agentmesh"),
                Map.entry(".local/share/systemd/user/agentmesh-worker.service", "rw-r--r--"),
                Map.entry(".config/a2a-worker/config.json", "rw-------"),
                Map.entry(".config/a2a-worker/env", "rw-------"));
        assertThat(Files.readString(home.resolve(".local/share/systemd/user/agentmesh-worker.service")))
                .contains("ExecStart=" + home + "/.local/bin/agentmesh worker\n");
        assertThat(out).endsWith("then: systemctl --user enable --now agentmesh-worker\n");

        assertThat(command(false, "uninstall", "--user", "--purge")).isZero();
        assertThat(files(home)).isEmpty();
    }

    @Test
    void removingKeepsSettingsAndStateUnlessTheyArePurged() throws IOException {
        run("install", "--files-only");
        Path state = Files.createDirectories(root.resolve("var/lib/agentmesh"));
        Files.writeString(state.resolve("outcome.json"), "{}");
        Path foreign = Files.writeString(root.resolve("usr/local/lib/agentmesh/lib/mine.txt"), "kept");

        assertThat(run("uninstall")).isZero();
        assertThat(out).contains("kept: /etc/a2a-worker and /var/lib/agentmesh");
        assertThat(files(root)).containsOnlyKeys("etc/a2a-worker/config.json", "etc/a2a-worker/env",
                "var/lib/agentmesh/outcome.json", root.relativize(foreign).toString());

        assertThat(run("uninstall", "--purge")).isZero();
        assertThat(files(root)).containsOnlyKeys(root.relativize(foreign).toString());
        assertThat(run("uninstall", "--purge")).isZero();
        assertThat(out).isEqualTo("nothing changed: none of it is there\n");
    }
}
