package io.agentmesh.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmesh.server.error.BadRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @Test
    void valuesAreDecoded() {
        Query query = new Query("a=x%20y+z&b&c=1%3D2=3&=&&");

        assertThat(query.text("a")).isEqualTo("x y z");
        assertThat(query.text("b")).isEmpty();
        assertThat(query.text("c")).isEqualTo("1=2=3");
        assertThat(query.text("nothing")).isEmpty();
        assertThat(query.number("nothing", 0, 9, 5)).isEqualTo(5);
    }

    @Test
    void missingQueryIsEmpty() {
        assertThat(new Query(null).text("a")).isEmpty();
        assertThat(new Query("").text("a")).isEmpty();
    }

    @Test
    void onlyAParameterThatIsAskedForMayNotRepeat() {
        Query query = new Query("a=1&a=2&b=3");

        assertThat(query.text("b")).isEqualTo("3");
        assertThatThrownBy(() -> query.text("a")).isInstanceOf(BadRequestException.class).hasMessageContaining("more than once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "%=1"})
    void brokenEncodingIsRefused(String raw) {
        assertThatThrownBy(() -> new Query(raw)).isInstanceOf(BadRequestException.class);
    }
}
