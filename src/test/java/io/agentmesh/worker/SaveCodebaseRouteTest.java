package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.support.Fault;
import io.agentmesh.worker.intake.Codebases;

class SaveCodebaseRouteTest extends RouteTest {

    private static final Map<String, Object> SHOP = Map.of("name", "shop", "path", "/code/shop", "worker_id", "w1");

    @Test
    void theIdIsRemembered() {
        bench.send("save-codebase", SHOP);

        assertThat(bench.bean("codebases", Codebases.class).find("cb1").ours()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422})
    void aFinalNoGoesToTheCallerAtOnce(int status) {
        server.fails("POST .*", Fault.status(status));

        assertThat(bench.send("save-codebase", SHOP).getException(HttpOperationFailedException.class).getStatusCode())
                .isEqualTo(status);
        assertThat(server.calls("POST .*")).hasSize(1);
    }

    @Test
    void anyOtherFaultIsTriedAgainWithTheSameBody() {
        server.fails("POST .*", Fault.status(502), 3);

        assertThat(bench.send("save-codebase", SHOP).getException()).isNull();
        assertThat(server.calls("POST .*")).hasSize(4).extracting(call -> call.json().toString()).containsOnly(
                server.calls("POST .*").get(0).json().toString());
    }
}
