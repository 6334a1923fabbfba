package io.agentmesh.settings;

import java.net.URI;
import java.net.URISyntaxException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** The base of a server's URLs, kept without a slash at its end. Credentials don't belong into it: logs show it. */
record ServerUrlType() implements SettingType {

    private static final int HIGHEST_PORT = 65535;

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
        if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getRawQuery() != null
                || uri.getRawFragment() != null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
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
