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
 * Parses a server's list of tasks. A classic server answers all pending tasks of all workers, megabytes of them, so
 * they are parsed one by one, and only relevant ones are returned, without their prompts, which come with the claim. A
 * malformed one is skipped.
 */
public class TaskList {

    private static final Logger LOG = LoggerFactory.getLogger(TaskList.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Predicate<Task> worthKeeping;

    /** @param worthKeeping selects tasks that may be this worker's */
    public TaskList(Predicate<Task> worthKeeping) {
        this.worthKeeping = worthKeeping;
    }

    /** @return sorted by priority, high first, then by age, old first */
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
        // The sort is stable: otherwise the server's order stays.
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
