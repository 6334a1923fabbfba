package io.agentmesh.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.settings.value.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {

    private static final String SECRET = "a-secret-of-some-length";

    @TempDir
    Path folder;

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void withoutSettingsThereAreNone(String list) {
        assertThat(AccessTokens.load(list, null).isEmpty()).isTrue();
    }

    @Test
    void listNamesTokensWithFullRights() {
        AccessTokens tokens = AccessTokens.load("ann:" + SECRET + ", bob:with:colon-and-more", null);

        assertThat(tokens.find(SECRET)).get().extracting(AccessToken::name, AccessToken::role)
                .containsExactly("ann", Role.ADMIN);
        assertThat(tokens.find("with:colon-and-more")).get().extracting(AccessToken::name).isEqualTo("bob");
        assertThat(tokens.find("ann")).isEmpty();
        assertThat(tokens.find(SECRET + "x")).isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void fileGivesEachTokenItsRole() throws IOException {
        AccessTokens tokens = AccessTokens.load("root:token-of-the-environment", file("""
                [{"name": "w", "token": "token-of-a-worker-1", "role": "worker"},
                 {"name": "c", "token": "token-of-a-client-1", "role": "client"},
                 {"name": "a", "token": "token-of-an-admin-1", "role": "admin"}]"""));

        assertThat(tokens.find("token-of-a-worker-1")).get().extracting(AccessToken::role).isEqualTo(Role.WORKER);
        assertThat(tokens.find("token-of-a-client-1")).get().extracting(AccessToken::role).isEqualTo(Role.CLIENT);
        assertThat(tokens.find("token-of-an-admin-1")).get().extracting(AccessToken::role).isEqualTo(Role.ADMIN);
        assertThat(tokens.find("token-of-the-environment")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "ann:x-1234567890123456," + SECRET, ":" + SECRET, "ann:", "ann:with space " + SECRET,
        "ann:" + SECRET + "ü", "ann:" + SECRET + ",", "ann:" + SECRET + ",bob:" + SECRET})
    void malformedListIsRefusedWithoutShowingIt(String list) {
        assertThatThrownBy(() -> AccessTokens.load(list, null)).isInstanceOf(SettingsException.class)
                .hasMessageNotContaining(SECRET).hasMessageContaining("allowed").hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "~~|no list",
        "{}|no list",
        "[]|no list",
        "[\"a-secret-of-some-length\"]|entry 1 has no name",
        "[{\"name\": \"w\", \"role\": \"worker\"}]|entry 1 has no token",
        "[{\"name\": \"w\", \"token\": \"a-secret-of-some-length\"}]|entry 1 has no role",
        "[{\"token\": \"a-secret-of-some-length\", \"role\": \"worker\"}]|entry 1 has no name",
        "[{\"name\": \"w\", \"token\": \"a-secret-of-some-length\", \"role\": \"boss\"}]|allowed: admin, worker, client, worker:ID",
        "[{\"name\": \"w\", \"token\": \"a-secret-of-some-length\", \"role\": \"worker:\"}]|no worker's id",
        "[{\"name\": \"w\", \"token\": \"a-secret-of-some-length\", \"role\": \"worker:a b\"}]|no worker's id",
        "[{\"name\": \"w\", \"token\": 7, \"role\": \"worker\"}]|entry 1 has no token",
        "[{\"name\": \"w\", \"token\": \"a-secret-of-some-length\", \"role\": \"worker\", \"a-secret-of-some-length\": 1}]|unknown key",
        "[{\"name\": \"w\", \"token\": \"a-secret-of-some-length\\n\", \"role\": \"worker\"}]|no usable token",
        "[{\"name\": \"w\", \"token\": a-secret-of-some-length}]|line 1, column",
        "[{\"name\": \"w\", \"token\": \"a-secret-of-some-length|line 1, column",
        "[{\"name\": \"w\", \"name\": \"a-secret-of-some-length\"}]|line 1, column",
        "[] a-secret-of-some-length|line 1, column"})
    void malformedFileIsRefusedWithoutShowingIt(String json, String part) throws IOException {
        Path file = file(json);

        assertThatThrownBy(() -> AccessTokens.load(null, file)).isInstanceOf(SettingsException.class)
                .hasMessageContaining(file.toString()).hasMessageContaining(part)
                .hasMessageNotContaining(SECRET).hasMessageNotContaining("\n");
    }

    @Test
    void fileThatIsNoTextIsRefused() throws IOException {
        Path file = folder.resolve("tokens.json");
        Files.write(file, "[\"\u00ff\"]".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> AccessTokens.load(null, file)).isInstanceOf(SettingsException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> AccessTokens.load(null, folder)).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> AccessTokens.load(null, folder.resolve("none"))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("doesn't exist");
    }

    @Test
    void tokenIsNotInWhatIsPrinted() {
        assertThat(AccessToken.of("n", Role.WORKER, SECRET).toString()).doesNotContain(SECRET);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("tokens.json"), json);
    }
}
