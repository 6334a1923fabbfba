package io.agentmesh.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The expressions of the dashboard and of the alert rules that are shipped. */
public final class DeployedQueries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DASHBOARD = Path.of("src/deploy/grafana/agentmesh.json");
    private static final Path ALERTS = Path.of("src/deploy/prometheus/agentmesh-alerts.yaml");

    private DeployedQueries() {
    }

    public static JsonNode dashboard() {
        try {
            return JSON.readTree(read(DASHBOARD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> ofDashboard() {
        List<String> queries = new ArrayList<>();
        dashboard().path("panels").forEach(panel -> panel.path("targets")
                .forEach(target -> queries.add(target.path("expr").asText())));
        return queries;
    }

    /** The rules of all groups. */
    public static List<JsonNode> alerts() {
        JsonNode file = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(read(ALERTS)));
        List<JsonNode> rules = new ArrayList<>();
        file.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
