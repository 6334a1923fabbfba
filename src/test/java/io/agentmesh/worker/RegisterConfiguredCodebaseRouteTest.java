package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.support.Fault;

class RegisterConfiguredCodebaseRouteTest extends RouteTest {

    @Test
    void itIsPinnedToThisWorker() {
        offer();

        assertThat(server.calls("POST /v1/opencode/codebases")).singleElement().satisfies(call -> {
            assertThat(call.json().path("worker_id").asText()).isEqualTo("w1");
            assertThat(call.json().path("path").asText()).isEqualTo(fixture.folder("shop").toString());
        });
    }

    @Test
    void aRefusalIsNoErrorOfTheWorker() {
        server.fails("POST .*", Fault.status(422));

        assertThat(offer().getException()).isNull();
    }

    private Exchange offer() {
        return bench.send("register-configured-codebase", new CodebaseSetting("shop", fixture.folder("shop"), ""));
    }
}
