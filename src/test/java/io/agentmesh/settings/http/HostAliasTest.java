package io.agentmesh.settings.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.RealUvicorn;

class HostAliasTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://agentmesh_server:8000", "https://_a.b_:1/mesh/v1?x=_y_", "http://my_host/a_b"})
    void hostThatJavaDoesNotKnowGetsAnotherName(String url) {
        URI real = URI.create(url);
        URI alias = URI.create(HostAlias.inUrl(url));

        assertThat(real.getHost()).isNull();
        assertThat(HostAlias.real(alias.getHost())).isEqualTo(real.getRawAuthority().replaceFirst(":.*", ""));
        assertThat(alias.toString().replace(alias.getHost(), HostAlias.real(alias.getHost()))).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000", "https://host.example/mesh", "http://[::1]:8000"})
    void anyOtherStays(String url) {
        assertThat(HostAlias.inUrl(url)).isEqualTo(url);
        assertThat(HostAlias.real(URI.create(url).getHost())).isEqualTo(URI.create(url).getHost());
    }

    @Test
    void serverIsCalledByItsRealName(@TempDir Path folder) throws Exception {
        try (RealUvicorn server = new RealUvicorn(folder)) {
            // An alias of a name that leads somewhere without a list of hosts.
            String alias = "http://h3132372e302e302e31.agentmesh-alias:" + server.url().getPort();
            HttpCalls calls = new HttpCalls(Network.direct().withAliases(), Duration.ofSeconds(20), Duration.ofSeconds(20));

            assertThat(calls.send("GET", alias + "/test/headers", Map.of(), null).status()).isEqualTo(200);
            assertThat(server.get("/test/headers").at("/last/host").asText())
                    .isEqualTo("127.0.0.1:" + server.url().getPort());
        }
    }
}
