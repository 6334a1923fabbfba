package io.agentmesh.settings;

import com.fasterxml.jackson.databind.JsonNode;

/** Where Redis is, as {@link RedisUrl} reads it; written without user and password. */
record RedisUrlType() implements SettingType {

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
