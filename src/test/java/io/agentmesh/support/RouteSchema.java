package io.agentmesh.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** Camel's own schema of its YAML, which visual editors hold to; it is stricter than the runtime. */
public final class RouteSchema {

    private final JsonSchema schema;

    public RouteSchema() {
        try (InputStream in = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the schema refuses, except for the type of a placeholder: what it stands for isn't known yet. */
    public List<String> complaints(RouteFile file) {
        return schema.validate(file.content()).stream().filter(message -> !isPlaceholder(message))
                .map(message -> file.name() + ": " + message.getMessage()).toList();
    }

    private static boolean isPlaceholder(ValidationMessage message) {
        return message.getType().equals("type") && message.getInstanceNode() != null
                && message.getInstanceNode().isTextual() && Placeholders.isIn(message.getInstanceNode().textValue());
    }
}
