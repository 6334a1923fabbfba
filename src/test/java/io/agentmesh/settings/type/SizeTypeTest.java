package io.agentmesh.settings.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.settings.value.InvalidValueException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTypeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SettingType type = Sizes.between(1, 1L << 40);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"1024 | 1024 | 1KiB", "\"1024\" | 1024 | 1KiB",
            "\"5 MiB\" | 5242880 | 5MiB", "\"1TiB\" | 1099511627776 | 1TiB", "\"1500B\" | 1500 | 1500B",
            "\"1536MiB\" | 1610612736 | 1536MiB"})
    void aSizeIsANumberOfBytesOrHasAUnit(String json, long bytes, String shown) throws IOException {
        Object size = type.read(JSON.readTree(json), null);

        assertThat(size).isEqualTo(bytes);
        assertThat(type.write(size)).isEqualTo(Long.toString(bytes));
        assertThat(type.items(size)).containsExactly(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "true", "null", "[]", "\"\"", "\"2TiB\"", "\"1e3\"",
            "\"999999999999999999TiB\"", "\"99999999999999999999\"", "99999999999999999999"})
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> type.read(JSON.readTree(json), null)).isInstanceOf(InvalidValueException.class);
        assertThat(type.allowed()).isEqualTo("a size from 1B to 1TiB, as a number of bytes or with a unit "
                + "(64KiB, 200MiB, 1GiB)");
    }
}
