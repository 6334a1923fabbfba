package io.agentmesh.redis.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.redis.QueueNames;
import io.agentmesh.task.Ids;
import io.agentmesh.task.Task;

/** Parses the task of an entry (contract, section "Redis"). */
public class EntryReader {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @throws BadEntryException where the entry can never be run */
    public Task read(QueueEntry entry) throws BadEntryException {
        String text = entry.fields().get(QueueNames.FIELD);
        if (text == null) {
            throw new BadEntryException("it has no field " + QueueNames.FIELD);
        }
        Task task = task(text);
        if (task == null || !Ids.isValid(task.id())) {
            throw new BadEntryException("it has no id that can name a file");
        }
        if (!task.codebaseId().equals(entry.codebase())) {
            throw new BadEntryException("its task is of another codebase than its stream");
        }
        return task;
    }

    private static Task task(String text) throws BadEntryException {
        JsonNode tree = tree(text);
        if (!tree.isObject()) {
            throw new BadEntryException("its task is no JSON object");
        }
        try {
            return JSON.treeToValue(tree, Task.class);
        } catch (JsonProcessingException e) {
            throw new BadEntryException("its task has not the shape of one");
        }
    }

    private static JsonNode tree(String text) throws BadEntryException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadEntryException("its task is no JSON");
        }
    }
}
