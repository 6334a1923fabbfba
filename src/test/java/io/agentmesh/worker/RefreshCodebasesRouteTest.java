package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.agentmesh.support.Fault;
import io.agentmesh.worker.intake.Codebases;

class RefreshCodebasesRouteTest extends RouteTest {

    private static final String LIST = "GET .*/codebases/list";

    @BeforeEach
    void routes() {
        bench.close();
        fixture.property("worker.redis-routes=true");
        bench = new RouteBench(fixture);
    }

    @Test
    void nobodyIsAskedBeforeTheRegistration() {
        refresh();

        assertThat(server.calls(".*")).isEmpty();
    }

    @Test
    void theServerIsAskedForOursAndAListOfAllWillDo() {
        register();
        String ours = server.codebase("/code/shop", "w1");
        server.codebase("/code/blog", "w2");

        refresh();

        assertThat(server.calls(LIST)).singleElement()
                .satisfies(call -> assertThat(call.query()).isEqualTo("worker_id=w1"));
        assertThat(known().ours()).containsOnlyKeys(ours);
    }

    @Test
    void oneThatIsNoLongerThereIsNoLongerOurs() {
        register();
        String ours = server.codebase("/code/shop", "w1");
        refresh();

        server.fails(LIST, Fault.body(200, "[]"));
        refresh();

        assertThat(known().ours()).isEmpty();
        assertThat(known().find(ours)).isNull();
    }

    @Test
    void anyOtherAnswerChangesNothing() {
        register();
        String ours = server.codebase("/code/shop", "w1");
        refresh();

        server.fails(LIST, Fault.status(500));
        assertThat(refresh().getException()).isNull();
        server.fails(LIST, Fault.body(200, "[{\"id\": \"cb"));
        assertThat(refresh().getException()).isNull();

        assertThat(known().ours()).containsOnlyKeys(ours);
    }

    private Exchange refresh() {
        return bench.send("refresh-codebases", null);
    }

    private void register() {
        bench.beans.connection.welcomed(JsonNodeFactory.instance.objectNode());
    }

    private Codebases known() {
        return bench.bean("codebases", Codebases.class);
    }
}
