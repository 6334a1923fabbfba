package io.agentmesh.settings.list;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.InvalidValueException;

/** Words without blanks or commas, each once. */
public record WordListType() implements ListType {

    @Override
    public String label() {
        return "WORD";
    }

    @Override
    public String allowed() {
        return "a list of words without blanks or commas, each once";
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        requireList(value);
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isTextual() || !value.get(i).textValue().matches("[^\\s,\\p{Cntrl}]{1,100}")) {
                throw new InvalidValueException("[" + i + "]", InvalidValueException.show(value.get(i)), allowed());
            }
        }
        List<String> words = StreamSupport.stream(value.spliterator(), false).map(JsonNode::textValue).toList();
        if (words.stream().distinct().count() < words.size()) {
            throw refuse(value, "with one word twice (" + String.join(", ", words) + ")");
        }
        return words;
    }
}
