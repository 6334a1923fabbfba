package io.agentmesh.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCodeConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatNobodyIsThereToBeAskedForIsDenied() throws Exception {
        JsonNode config = config("{}", false);

        for (JsonNode rules : new JsonNode[] {config.path("permission"),
                config.at("/agent/build/permission"), config.at("/agent/explore/permission")}) {
            assertThat(rules.path("external_directory").asText()).isEqualTo("deny");
            assertThat(rules.path("doom_loop").asText()).isEqualTo("deny");
            assertThat(rules.path("read").path("*.env").asText()).isEqualTo("deny");
        }
        assertThat(config.at("/agent/general/mode").asText()).isEqualTo("all");
        assertThat(config.path("disabled_providers")).extracting(JsonNode::asText).containsExactly("opencode");
    }

    @Test
    void snapshotsAreMadeOnlyWhereTheyAreAskedFor() throws Exception {
        assertThat(config("{}", false).path("snapshot").isBoolean()).isTrue();
        assertThat(config("{}", false).path("snapshot").asBoolean()).isFalse();
        assertThat(config("{\"snapshot\":true}", false).path("snapshot").asBoolean()).isTrue();
    }

    @Test
    void permissionOfTheSettingHoldsForEveryAgent() throws Exception {
        JsonNode config = config("{\"permission\":{\"external_directory\":\"allow\",\"bash\":\"deny\"},"
                + "\"agent\":{\"plan\":{\"permission\":{\"bash\":\"allow\"}}}}", false);

        assertThat(config.at("/agent/build/permission/external_directory").asText()).isEqualTo("allow");
        assertThat(config.at("/agent/build/permission/bash").asText()).isEqualTo("deny");
        assertThat(config.at("/agent/build/permission/doom_loop").asText()).isEqualTo("deny");
        assertThat(config.at("/agent/plan/permission/bash").asText()).isEqualTo("allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[\"other\"]", "[\"opencode\",\"other\"]", "\"other\"", "null"})
    void publicModelStaysOffWhateverTheSettingSays(String disabled) throws Exception {
        assertThat(config("{\"disabled_providers\":" + disabled + "}", false).path("disabled_providers"))
                .extracting(JsonNode::asText).containsOnlyOnce("opencode");
    }

    @Test
    void publicModelIsThereWhereItIsAllowed() throws Exception {
        assertThat(config("{}", true).has("disabled_providers")).isFalse();
    }

    @Test
    void settingIsNotChanged() throws Exception {
        ObjectNode own = (ObjectNode) JSON.readTree("{\"disabled_providers\":[],\"permission\":{\"bash\":\"deny\"}}");
        ObjectNode before = own.deepCopy();

        OpenCodeConfig.content(own, false);

        assertThat(own).isEqualTo(before);
    }

    private static JsonNode config(String own, boolean allowPublicModel) throws Exception {
        return JSON.readTree(OpenCodeConfig.content((ObjectNode) JSON.readTree(own), allowPublicModel));
    }
}
