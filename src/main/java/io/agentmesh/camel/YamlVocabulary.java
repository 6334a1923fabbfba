package io.agentmesh.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.settings.source.ProgramFile;

/** What Camel's YAML schema allows at a location; read only after an error. */
final class YamlVocabulary {

    private final JsonNode schema;

    YamlVocabulary() {
        try {
            schema = new ObjectMapper().readTree(ProgramFile.text(YamlVocabulary.class, "/schema/camelYamlDsl.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The names that are allowed in an object.
     *
     * @param path names and indices ({@code Integer}) from the top
     */
    Set<String> at(List<Object> path) {
        Collection<JsonNode> places = List.of(schema);
        for (Object step : path) {
            Set<JsonNode> next = new LinkedHashSet<>();
            for (JsonNode place : places) {
                for (JsonNode form : forms(place)) {
                    JsonNode below = step instanceof String name ? form.path("properties").path(name)
                            : form.path("items");
                    if (!below.isMissingNode()) {
                        next.add(below);
                    }
                }
            }
            places = next;
        }
        Set<String> names = new TreeSet<>();
        places.forEach(place -> forms(place).forEach(form -> form.path("properties").fieldNames()
                .forEachRemaining(names::add)));
        return names;
    }

    /** A location with all its alternatives. */
    private List<JsonNode> forms(JsonNode place) {
        List<JsonNode> forms = new ArrayList<>(List.of(place));
        for (int i = 0; i < forms.size(); i++) {
            JsonNode form = forms.get(i);
            if (form.has("$ref")) {
                forms.add(schema.at(form.get("$ref").asText().substring(1)));
            }
            for (String choice : List.of("oneOf", "anyOf", "allOf")) {
                form.path(choice).forEach(forms::add);
            }
        }
        return forms;
    }
}
