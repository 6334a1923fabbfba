package io.agentmesh.settings.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.RedisUrl;

/** Where Redis is, as {@link RedisUrl} reads it; written without user and password. */
public record RedisUrlType() implements SettingType {

    @Override
    public String label() {
        return "URL";
    }

    @Override
    public String allowed() {
        return RedisUrl.ALLOWED;
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        return RedisUrl.parse(value.isTextual() ? value.textValue().strip() : "").orElseThrow(() -> refuse(value));
    }
}
