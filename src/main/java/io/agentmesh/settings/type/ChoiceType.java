package io.agentmesh.settings.type;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;

/** One of a few words. */
public record ChoiceType(List<String> words) implements SettingType {

    @Override
    public String label() {
        return String.join("|", words);
    }

    @Override
    public String allowed() {
        return String.join(" or ", words);
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        if (!value.isTextual() || !words.contains(value.textValue())) {
            throw refuse(value);
        }
        return value.textValue();
    }
}
