package io.agentmesh.settings.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.settings.value.InvalidValueException;
import io.agentmesh.settings.value.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTypeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SettingType names = ListTypes.variables(false);
    private final SettingType values = ListTypes.variables(true);

    @Test
    void namesAndPatternsAreKeptInTheirOrder() {
        assertThat(names.read(json("['B', 'MY_*', '*_KEY', 'a1', '*', '_']"), null))
                .isEqualTo(List.of("B", "MY_*", "*_KEY", "a1", "*", "_"));
        assertThat(names.read(json("[]"), null)).isEqualTo(List.of());
    }

    @Test
    void aValueMayHoldWhateverAVariableCan() {
        assertThat(values.read(json("['A=', 'B=a=b', 'C= x, y ', 'D=*\\n']"), null))
                .isEqualTo(List.of("A=", "B=a=b", "C= x, y ", "D=*\n"));
    }

    @Test
    void aValueIsNeverShown() {
        assertThat(values.items(List.of("A", "MY_*", "B=hunter2", "C=", "D=a=b")))
                .containsExactly("A", "MY_*", "B=***", "C=***", "D=***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "'A B'", "'1A'", "'A-B'", "'é'", "'A\\u0000'", "'A\\n'", "'=x'", "5", "null", "['A']",
            "{}", "'A2A_AUTH_TOKEN'", "'A2A_*'", "'AGENTMESH_X'", "'NOTIFY_SOCKET'", "'OPENCODE_SERVER_PASSWORD'"})
    void whatIsNoNameOrTheWorkersOwnIsRefused(String item) {
        for (SettingType type : List.of(names, values)) {
            assertThat(refusal(type, "['GOOD', " + item + "]").at(origin(), false, null))
                    .hasMessageStartingWith("config.json: agent_env[1] is ").hasMessageContaining("; allowed: a list of");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A2A_X=hunter2", "MY_*=hunter2", "A B=hunter2", "=hunter2", "A=hunter2\\u0000"})
    void aValueThatIsRefusedIsNotShownEither(String item) {
        assertThat(refusal(values, "['" + item + "']").getMessage()).doesNotContain("hunter2");
    }

    @Test
    void onlyOneOfTheTwoTakesValues() {
        assertThat(refusal(names, "['A=hunter2']").getMessage()).isEqualTo("\"A\"");
        assertThat(names.allowed()).doesNotContain("=");
        assertThat(values.allowed()).contains("NAME=value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "'A'", "5", "true", "null"})
    void whatIsNoListIsRefused(String value) {
        assertThat(refusal(values, value)).isNotNull();
    }

    @Test
    void aNameHasAnEnd() {
        assertThat(names.read(json("['" + "A".repeat(200) + "']"), null)).isNotNull();
        assertThat(refusal(names, "['" + "A".repeat(201) + "']")).isNotNull();
    }

    private static InvalidValueException refusal(SettingType type, String json) {
        return catchThrowableOfType(InvalidValueException.class, () -> type.read(json(json), null));
    }

    private static Origin origin() {
        return new Origin("config.json", "agent_env", null);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
