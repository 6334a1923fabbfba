package io.agentmesh.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"OPENAI_API_KEY", "GITHUB_TOKEN", "DB_PASSWORD", "CLIENT_SECRET", "apiKey", "x-api-key",
        "Authorization", "AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "MY_TOKEN_2", "PASSPHRASE", "GOOGLE_CREDENTIALS"})
    void namesOfSecrets(String name) {
        assertThat(Names.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "PWD", "TOKENIZERS_PARALLELISM", "MAX_TOKENS", "KEYBOARD", "AWS_REGION", "MONKEY",
        "SSH_AUTH_SOCK", "baseURL", ""})
    void otherNames(String name) {
        assertThat(Names.isSecret(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A2A_AUTH_TOKEN", "AGENTMESH_CACHE", "NOTIFY_SOCKET", "WATCHDOG_USEC", "INVOCATION_ID"})
    void theWorkersOwn(String name) {
        assertThat(Names.isWorkersOwn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENTMESH_RUN_t_1", "PATH", "MY_A2A_TOKEN"})
    void notTheWorkersOwn(String name) {
        assertThat(Names.isWorkersOwn(name)).isFalse();
    }

    @Test
    void aPatternMatchesWholeNames() {
        var like = Names.like(List.of("anthropic/*", "a.b", "*_KEY"));

        assertThat(like.matcher("anthropic/claude").matches()).isTrue();
        assertThat(like.matcher("X_KEY").matches()).isTrue();
        assertThat(like.matcher("axb").matches()).isFalse();
        assertThat(like.matcher("my-anthropic/claude").matches()).isFalse();
        assertThat(Names.like(List.of()).matcher("").matches()).isFalse();
    }
}
