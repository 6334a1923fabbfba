package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.Fault;
import io.agentmesh.worker.intake.Codebases;

class FindCodebaseRouteTest extends RouteTest {

    private String id;

    @BeforeEach
    void codebase() {
        id = server.codebase("/code/shop", "w1");
    }

    @Test
    void itIsAskedForByItsId() {
        find(id);

        assertThat(known().find(id).path()).isEqualTo("/code/shop");
        assertThat(server.calls(".*")).hasSize(1).allSatisfy(call -> assertThat(call.query()).isNull());
    }

    @Test
    void whereThatIsUnknownTheListIsSearched() {
        server.fails("GET .*/codebases/" + id, Fault.status(404));

        find(id);

        assertThat(known().find(id).ours()).isTrue();
        assertThat(server.calls("GET .*/codebases/list")).hasSize(1);
    }

    @Test
    void oneThatNobodyKnowsIsNotOurs() {
        find("cb99");

        assertThat(known().isForeign("cb99")).isTrue();
    }

    @Test
    void anyOtherAnswerTellsNothing() {
        server.fails("GET .*", Fault.status(500));

        assertThat(find(id).getException(HttpOperationFailedException.class).getStatusCode()).isEqualTo(500);
        assertThat(known().find(id)).isNull();
    }

    private Exchange find(String codebase) {
        return bench.send("find-codebase", null, Map.of("task", Samples.ofCodebase("t1", codebase)));
    }

    private Codebases known() {
        return bench.bean("codebases", Codebases.class);
    }
}
