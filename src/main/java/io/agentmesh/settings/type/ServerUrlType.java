package io.agentmesh.settings.type;

import java.net.URI;
import java.net.URISyntaxException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.Authority;

/** The base of a server's URLs, kept without a slash at its end. Credentials don't belong into it: logs show it. */
public record ServerUrlType() implements SettingType {

    @Override
    public String label() {
        return "URL";
    }

    @Override
    public String allowed() {
        return "an http or https URL without credentials, query or fragment, such as http://127.0.0.1:8000";
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        URI uri = uri(value);
        boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!web || Authority.of(uri).isEmpty() || uri.getRawAuthority().contains("@") || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw refuse(withoutCredentials(value));
        }
        return value.textValue().replaceFirst("/+$", "");
    }

    private URI uri(JsonNode value) {
        try {
            return new URI(value.isTextual() ? value.textValue() : "");
        } catch (URISyntaxException e) {
            throw refuse(withoutCredentials(value));
        }
    }

    private static JsonNode withoutCredentials(JsonNode value) {
        return value.isTextual() ? TextNode.valueOf(value.textValue().replaceFirst("//.*@", "//***@")) : value;
    }
}
