package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import io.netty.util.Version;
import org.junit.jupiter.api.Test;

/** Vert.x and Redisson each bring Netty; its parts fit together only where all are of one version. */
class NettyVersionTest {

    @Test
    void allPartsOfNettyAreOfOneVersion() {
        Map<String, Version> parts = Version.identify();

        assertThat(parts).containsKeys("netty-common", "netty-codec", "netty-handler", "netty-resolver-dns",
                "netty-codec-http", "netty-transport-classes-epoll");
        assertThat(parts.values()).extracting(Version::artifactVersion).as("%s", parts.values())
                .containsOnly(parts.get("netty-common").artifactVersion());
    }
}
