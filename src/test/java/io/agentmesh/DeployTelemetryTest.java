package io.agentmesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.agentmesh.support.DeployedQueries;

/** The shape of the dashboard and of the alert rules; what they ask for is held to a worker's figures by its own test. */
class DeployTelemetryTest {

    @Test
    void everyPanelHasAPlaceAnExplanationAndAQuery() {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        DeployedQueries.dashboard().path("panels").forEach(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).isNotBlank();
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).as(title).isLessThanOrEqualTo(24);
            for (int x = place.path("x").asInt(); x < place.path("x").asInt() + place.path("w").asInt(); x++) {
                for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                    assertThat(cells.add(x + "," + y)).as("%s overlaps at %d,%d", title, x, y).isTrue();
                }
            }
        });
        assertThat(ids).hasSizeGreaterThan(10);
    }

    @Test
    void everyQueryOfTheDashboardHeedsWhatIsChosenThere() {
        assertThat(DeployedQueries.ofDashboard()).allSatisfy(query ->
                assertThat(query).contains("job=~\"$job\"", "instance=~\"$instance\""));
    }

    @Test
    void everyAlertSaysWhatIsWrongAndHowBadItIs() {
        Set<String> names = new HashSet<>();
        assertThat(DeployedQueries.alerts()).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(names.add(rule.path("alert").asText())).isTrue();
            assertThat(rule.path("alert").asText()).startsWith("AgentMesh");
            assertThat(rule.path("labels").path("severity").asText()).isIn("critical", "warning", "info");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
        });
    }
}
