package io.agentmesh.support;

import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether the endpoints of routes and their options are ones that Camel's catalogue knows. */
public final class RouteEndpoints {

    private static final Set<String> CONSUMERS = Set.of("from");
    private static final Set<String> PRODUCERS = Set.of("to", "toD", "wireTap");

    private final CamelCatalog catalog = new DefaultCamelCatalog();
    private final DeclaredProperties declared;

    /** @param declared the defaults that placeholders are filled with */
    public RouteEndpoints(DeclaredProperties declared) {
        this.declared = declared;
    }

    public List<String> complaints(RouteFile file) {
        List<String> complaints = new ArrayList<>();
        file.eachField((field, value) -> {
            if (CONSUMERS.contains(field) || PRODUCERS.contains(field)) {
                check(file.name(), value, CONSUMERS.contains(field), complaints);
            }
        });
        return complaints;
    }

    private void check(String file, JsonNode endpoint, boolean consumer, List<String> complaints) {
        String scheme = endpoint.isTextual() ? endpoint.textValue() : endpoint.path("uri").asText();
        if (!scheme.matches("[a-z][a-z0-9-]*")) {
            complaints.add(file + ": the uri " + scheme + " isn't a scheme alone, with the rest under parameters");
        } else if (!catalog.findComponentNames().contains(scheme)) {
            complaints.add(file + ": the catalogue knows no component " + scheme);
        } else {
            checkOptions(file, scheme, options(endpoint.path("parameters")), consumer, complaints);
        }
    }

    private void checkOptions(String file, String scheme, Map<String, String> options, boolean consumer,
            List<String> complaints) {
        catalog.componentModel(scheme).getEndpointOptions().stream()
                .filter(option -> option.isRequired() && !options.containsKey(option.getName()))
                .forEach(option -> complaints.add(file + ": " + scheme + " needs the option " + option.getName()));
        try {
            String uri = catalog.asEndpointUri(scheme, options, false);
            EndpointValidationResult result = catalog.validateEndpointProperties(uri, false, consumer, !consumer);
            if (!result.isSuccess()) {
                complaints.add(file + ": " + result.summaryErrorMessage(false).strip().replaceAll("\\s+", " "));
            }
            misspelt(result).forEach(option -> complaints.add(file + ": " + scheme + " has no option " + option));
        } catch (URISyntaxException | IllegalArgumentException e) {
            complaints.add(file + ": " + scheme + " can't be made of " + options.keySet() + ": " + e.getMessage());
        }
    }

    /**
     * Options that a lenient component, such as http, would send on as query parameters. Those of our contract are
     * written with underscores, so that one with capitals is an option that doesn't exist.
     */
    private static List<String> misspelt(EndpointValidationResult result) {
        return result.getLenient() == null ? List.of()
                : result.getLenient().stream().filter(name -> !name.equals(name.toLowerCase(Locale.ROOT))).toList();
    }

    /** What is only known while a message is routed is valid for any type, as a placeholder is to the catalogue. */
    private Map<String, String> options(JsonNode parameters) {
        Map<String, String> options = new LinkedHashMap<>();
        parameters.properties().forEach(option -> {
            String value = option.getValue().asText();
            options.put(option.getKey(), value.contains("${") ? "{{dynamic}}" : Placeholders.filled(value, declared));
        });
        return options;
    }
}
