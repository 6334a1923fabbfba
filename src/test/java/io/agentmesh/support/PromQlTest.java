package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

    private final Scrape scrape = new Scrape("""
            # HELP agentmesh_tasks_total Tasks.
            agentmesh_tasks_total{agent="a \\"b\\" {c}",status="failed"} 2.0
            agentmesh_slots 1
            """);

    @Test
    void whatIsThereIsNotMissing() {
        assertThat(new PromQl("sum by (agent, instance) (rate(agentmesh_tasks_total{status=~\"f.*\", job=\"j\"}[5m])) / 2e3")
                .missing(scrape)).isEmpty();
        assertThat(scrape.value("agentmesh_tasks_total")).isEqualTo(2);
    }

    @Test
    void aMetricALabelAndAGroupThatAreNotThereAreMissing() {
        assertThat(new PromQl("agentmesh_gone").missing(scrape)).hasSize(1);
        assertThat(new PromQl("agentmesh_slots{status=\"x\"}").missing(scrape)).hasSize(1);
        assertThat(new PromQl("sum by (model) (agentmesh_slots)").missing(scrape)).hasSize(1);
        assertThat(new PromQl("sum(agentmesh_slots) / process_cpu_usage").missing(scrape)).hasSize(1);
    }
}
