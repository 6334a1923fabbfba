package io.agentmesh.worker.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a server's list of tasks. A classic server answers every pending task of every worker, megabytes of them, so
 * they are read one by one and only those are kept that may matter here, without their prompts, which come with the
 * claim; one that is malformed doesn't spoil the rest.
 */
public class TaskList {

    private static final Logger LOG = LoggerFactory.getLogger(TaskList.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Predicate<Task> worthKeeping;

    /** @param worthKeeping what may be ours */
    public TaskList(Predicate<Task> worthKeeping) {
        this.worthKeeping = worthKeeping;
    }

    /** @return by priority, high first, then by age, old first */
    public List<Task> read(InputStream answer) throws IOException {
        List<Task> tasks = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(answer)) {
            parser.setCodec(JSON);
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new JsonParseException(parser, "the list of tasks is no array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Task task = task(parser.readValueAsTree());
                if (task != null && worthKeeping.test(task)) {
                    tasks.add(task.withoutPrompt());
                }
            }
        }
        // The sort is stable: what the server answered in some order stays in it where nothing else decides.
        tasks.sort(Comparator.comparingInt(Task::priority).reversed().thenComparing(Task::createdAt));
        return tasks;
    }

    private static Task task(JsonNode node) throws IOException {
        try {
            return JSON.treeToValue(node, Task.class);
        } catch (JsonMappingException e) {
            LOG.debug("a task is passed over: {}", e.getOriginalMessage());
            return null;
        }
    }
}
