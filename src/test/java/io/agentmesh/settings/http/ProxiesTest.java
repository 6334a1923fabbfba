package io.agentmesh.settings.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.settings.value.SettingsException;

class ProxiesTest {

    @Test
    void eachSchemeHasItsProxy() {
        Proxies proxies = Proxies.read(Map.of("HTTP_PROXY", "http://plain:3128", "https_proxy", "tls:8080"));

        assertThat(of(proxies, "http", "far")).contains("http://plain:3128");
        assertThat(of(proxies, "https", "far")).contains("http://tls:8080");
    }

    @Test
    void smallLettersGoFirstAndEmptyOnesAreUnset() {
        assertThat(of(Proxies.read(Map.of("HTTP_PROXY", "large:1", "http_proxy", "small:1")), "http", "far"))
                .contains("http://small:1");
        assertThat(of(Proxies.read(Map.of("HTTP_PROXY", "large:1", "http_proxy", "")), "http", "far"))
                .contains("http://large:1");
        assertThat(of(Proxies.read(Map.of("HTTP_PROXY", " ")), "http", "far")).isEmpty();
    }

    @Test
    void proxyMayWantAUser() {
        ProxyUrl proxy = ProxyUrl.parse("http://me%40home:p%3Aa+ss@corp_proxy:3128/").orElseThrow();

        assertThat(proxy).isEqualTo(new ProxyUrl("corp_proxy", 3128, "me@home", "p:a+ss"));
        assertThat(proxy).hasToString("http://corp_proxy:3128");
        assertThat(ProxyUrl.parse("HTTP://proxy")).contains(new ProxyUrl("proxy", 80, null, null));
        assertThat(ProxyUrl.parse("http://me:p@ss@[::1]:3128")).contains(new ProxyUrl("[::1]", 3128, "me", "p@ss"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://me:s3cret-word@proxy:1080", "https://me:s3cret-word@proxy", "http://me:s3cret-word@",
        "http://me:s3cret-word@proxy:99999", "http://me:s3cret-word@proxy:1/path"})
    void whatIsNoProxyIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> Proxies.read(Map.of("HTTPS_PROXY", url))).isInstanceOf(SettingsException.class)
                .hasMessage("environment variable HTTPS_PROXY names no proxy that can be used; allowed: "
                        + "http://[user:password@]host[:port]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "a.localhost", "127.0.0.1", "127.8.9.1", "[::1]", "localhost."})
    void thisMachineIsReachedDirectly(String host) {
        assertThat(of(Proxies.read(Map.of("HTTP_PROXY", "proxy")), "http", host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"far.example, far.example, true", "example, far.example, true", ".example, far.example, true",
        "*.example, far.example, true", "ample, far.example, false", "far.example, FAR.Example, true",
        "other.example, far.example, false", "far.example:8000, far.example, true", "far.example:8001, far.example, false",
        "*, far.example, true", "10.1.2.3, 10.1.2.3, true", "10.0.0.0/8, 10.1.2.3, true", "10.0.0.0/16, 10.1.2.3, false",
        "10.0.0.0/8, far.example, false", "fd00::/8, [fd12::1], true", "fd12::1, [fd12:0::1], true",
        "[fd12::1]:8000, [fd12::1], true", "2.3, 10.1.2.3, false", "agentmesh_server, agentmesh_server, true",
        "10.0.0.0/99, 10.1.2.3, false", "10.0.0.0/x, 10.1.2.3, false"})
    void otherHostsAreReachedDirectlyWhereTheyAreNamed(String noProxy, String host, boolean isDirect) {
        Proxies proxies = Proxies.read(Map.of("HTTP_PROXY", "proxy", "no_proxy", "first.invalid, " + noProxy));

        assertThat(proxies.of("http", host, 8000).isEmpty()).isEqualTo(isDirect);
    }

    @Test
    void usualPortsAreKnown() {
        Proxies proxies = Proxies.read(Map.of("HTTP_PROXY", "proxy", "HTTPS_PROXY", "proxy", "NO_PROXY", "far:80 away:443"));

        assertThat(of(proxies, "http", "far")).isEmpty();
        assertThat(of(proxies, "https", "far")).isPresent();
        assertThat(of(proxies, "https", "away")).isEmpty();
    }

    private static Optional<String> of(Proxies proxies, String scheme, String host) {
        return proxies.of(scheme, host, -1).map(ProxyUrl::toString);
    }
}
