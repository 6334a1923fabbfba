package io.agentmesh.worker.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.worker.WorkerFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownSecretsTest {

    @TempDir
    Path folder;

    private WorkerFixture fixture;

    @BeforeEach
    void fixture() {
        fixture = new WorkerFixture(folder, "http://127.0.0.1:8000");
    }

    @Test
    void theWorkersOwnAreItsTokenRedisPasswordAndWhatItsVariablesHold() {
        fixture.with("auth_token", "the-token").with("redis_url", "redis://anna:redis-password@redis.example.com/1");

        assertThat(secrets(Map.of("A2A_AUTH_TOKEN", "another-token", "OPENCODE_SERVER_PASSWORD", "server-password",
                "A2A_SERVER_URL", "http://bob:url-password@a.example.com", "A2A_WORKER_NAME", "w1",
                "SOME_API_KEY", "of-the-agent")).own())
                .containsExactlyInAnyOrder("the-token", "redis-password", "another-token", "server-password",
                        "url-password");
    }

    @Test
    void aWorkerWithoutSecretsKnowsNone() {
        assertThat(secrets(Map.of("PATH", "/bin", "LANG", "C")).all(Map.of("HOME", "/home/ann"))).isEmpty();
    }

    @Test
    void namesOfSecretsAreUnderstoodInTheEnvironmentAndInWhatIsHandedOn() {
        Set<String> all = secrets(Map.of("SOME_API_KEY", "key-1", "GITHUB_TOKEN", "token-1", "KEYBOARD", "qwerty",
                "DATABASE_URL", "postgres://ann:password-1@db.example.com/x")).all(Map.of("MY_SECRET", "secret-1"));

        assertThat(all).containsExactlyInAnyOrder("key-1", "token-1", "password-1", "secret-1");
    }

    @Test
    void eachPasswordOfAListOfUrlsIsKnownAndAUserAloneIsNone() {
        assertThat(secrets(Map.of("MIRRORS", "https://a:first@x.example.com,https://b:second@y.example.com",
                "HOMEPAGE", "https://ann@x.example.com:8443/a:b@c")).all(Map.of()))
                .containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void theSettingNamesMore() {
        fixture.with("mask", List.of("CUSTOMER_*", "EXACT"));

        assertThat(secrets(Map.of("CUSTOMER_A", "a-value", "EXACT", "b-value", "EXACTLY", "c-value")).all(Map.of()))
                .containsExactlyInAnyOrder("a-value", "b-value");
    }

    @Test
    void whereASecretLiesIsNoSecret() {
        String file = fixture.write("token", "x").toString();

        assertThat(secrets(Map.of("MY_TOKEN_FILE", file, "OTHER_TOKEN", "/no/such/file", "ODD_TOKEN", "/a\0b"))
                .all(Map.of())).containsExactlyInAnyOrder("/no/such/file", "/a\0b");
    }

    @Test
    void theConfigurationOfOpenCodeIsSearchedAtEachDepth() throws IOException {
        fixture.with("opencode_config", json("""
                {"provider": {"a": {"options": {"apiKey": "key-1", "baseURL": "https://a.example.com"}}},
                 "mcp": {"b": {"headers": {"Authorization": "Bearer token-1", "x-api-key": "key-2"}}},
                 "list": [{"password": "password-1"}], "token": "{env:MY_TOKEN}", "secret": 5, "model": "a/b"}"""));

        assertThat(secrets(Map.of()).all(Map.of()))
                .containsExactlyInAnyOrder("key-1", "token-1", "key-2", "password-1");
    }

    private KnownSecrets secrets(Map<String, String> environment) {
        return new KnownSecrets(fixture.settings(), environment);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
