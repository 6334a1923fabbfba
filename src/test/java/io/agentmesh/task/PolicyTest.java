package io.agentmesh.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

    @Test
    void withoutSettingsEveryAgentAndModelMayRun() {
        assertThat(policy(List.of(), List.of(), null).objection(task("build", "p/m", "hello"))).isNull();
    }

    @Test
    void onlyAllowedAgentsRun() {
        Policy policy = policy(List.of("plan", "my-*"), List.of(), null);

        assertThat(policy.objection(task("my-agent", null, "hello"))).isNull();
        assertThat(policy.objection(task("build", null, "hello")))
                .isEqualTo("refused by this worker's policy: the agent build is not in allowed_agents");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo", "noop", "register_codebase"})
    void whatRunsNoAgentNeedsNoPermission(String type) {
        assertThat(policy(List.of("plan"), List.of("p/*"), null).objection(task(type, null, "hello"))).isNull();
    }

    @Test
    void onlyAllowedModelsRun() {
        Policy policy = policy(List.of(), List.of("anthropic/*"), "local/small");

        assertThat(policy.objection(task("build", "anthropic/claude", "hello"))).isNull();
        assertThat(policy.objection(task("build", "local/small", "hello"))).isNull();
        assertThat(policy.objection(task("build", null, "hello"))).isNull();
        assertThat(policy.objection(task("build", "openai/x\ny", "hello")))
                .isEqualTo("refused by this worker's policy: the model openai/x?y is not in allowed_models");
    }

    @Test
    void aModelThatNobodyNamesIsNoAllowedOne() {
        assertThat(policy(List.of(), List.of("anthropic/*"), null).objection(task("build", null, "hello")))
                .contains("names no model");
    }

    @Test
    void thePromptIsMeasuredInBytes() {
        Policy policy = policy(List.of(), List.of(), null);

        assertThat(policy.objection(task("build", null, "x".repeat(100)))).isNull();
        assertThat(policy.objection(task("echo", null, "ä".repeat(51))))
                .isEqualTo("refused by this worker's policy: the prompt has 102 bytes, and max_prompt_bytes is 100");
    }

    private static Policy policy(List<String> agents, List<String> models, String model) {
        return new Policy(agents, models, model, 100);
    }

    private static Task task(String agentType, String model, String prompt) {
        var metadata = JsonNodeFactory.instance.objectNode();
        if (model != null) {
            metadata.put("model", model);
        }
        return new Task("t1", "cb1", "a title", prompt, agentType, "pending", 0, null, null, metadata, null, 0);
    }
}
