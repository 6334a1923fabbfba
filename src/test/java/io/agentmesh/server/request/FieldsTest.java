package io.agentmesh.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import io.agentmesh.server.error.InvalidFieldException;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void nullCountsAsMissing() {
        Fields fields = fields("{\"a\": null}");

        assertThat(fields.text("a", 10, "otherwise")).isEqualTo("otherwise");
        assertThat(fields.number("a", 0, 1, 7L)).isEqualTo(7);
        assertThat(fields.object("a", "{}")).isEqualTo("{}");
        assertThat(fields.texts("a", 10)).isEmpty();
        assertThat(fields.agentText("a")).isNull();
        assertThatThrownBy(() -> fields.id("a")).isInstanceOf(InvalidFieldException.class).hasMessage("a is missing.");
        assertThatThrownBy(() -> fields.text("a", 10)).isInstanceOf(InvalidFieldException.class).hasMessage("a is missing.");
    }

    @Test
    void textIsAtMostAsLongAsAllowed() {
        assertThat(fields("{\"a\": \"12345\"}").text("a", 5)).isEqualTo("12345");
        assertThatThrownBy(() -> fields("{\"a\": \"123456\"}").text("a", 5)).hasMessageContaining("at most 5");
    }

    @Test
    void numberStaysBetweenItsBounds() {
        assertThat(fields("{\"a\": -3}").number("a", -3, 3, 0L)).isEqualTo(-3);
        assertThat(fields("{\"a\": 3}").number("a", -3, 3, 0L)).isEqualTo(3);
        assertThatThrownBy(() -> fields("{\"a\": 4}").number("a", -3, 3, 0L)).hasMessageContaining("from -3 to 3");
        assertThatThrownBy(() -> fields("{\"a\": -4}").number("a", -3, 3, 0L)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void objectIsKeptAsItIs() {
        assertThat(fields("{\"a\": {\"b\": [1, {\"c\": null}], \"d\": \"\\\\u0000\"}}").object("a", null))
                .isEqualTo("{\"b\":[1,{\"c\":null}],\"d\":\"\\\\u0000\"}");
    }

    @Test
    void spokenTextIsRepairedAndNotRefused() {
        assertThat(fields("{\"a\": \"x\\u0000\\ud83dy\\ude80\\ud83d\\ude80\"}").agentText("a"))
                .isEqualTo("x\uFFFD\uFFFDy\uFFFD🚀");
        assertThatThrownBy(() -> fields("{\"a\": 1}").agentText("a")).isInstanceOf(InvalidFieldException.class);
    }

    private static Fields fields(String json) {
        return new JsonBodies().read(json.getBytes(StandardCharsets.UTF_8));
    }
}
