package io.agentmesh.worker.intake;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.Task;
import io.agentmesh.worker.client.ServerFault;

/** Tasks from a source on this machine, which are created at the server before they run. */
public class Submissions {

    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BooleanSupplier registered;
    private final String workerId;

    /** @param registered whether the server knows this worker's codebases */
    public Submissions(BooleanSupplier registered, String workerId) {
        this.registered = registered;
        this.workerId = workerId;
    }

    /**
     * Reads a task from a file.
     *
     * @param file the file's name, stored in {@code metadata.file} for hooks
     * @throws RefusedTaskException where it is not a JSON object with title and prompt
     */
    public Map<String, Object> read(String text, String file) {
        ObjectNode task = object(text);
        for (String field : new String[] {"title", "prompt"}) {
            if (task.path(field).asText("").isBlank()) {
                throw new RefusedTaskException("it has no " + field);
            }
        }
        ObjectNode metadata = task.path("metadata") instanceof ObjectNode given ? given : task.putObject("metadata");
        metadata.put("file", file);
        Map<String, Object> body = new LinkedHashMap<>();
        task.properties().forEach(field -> body.put(field.getKey(), field.getValue()));
        return body;
    }

    private static ObjectNode object(String text) {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw new RefusedTaskException("it is no JSON object");
        } catch (JsonProcessingException e) {
            throw new RefusedTaskException("it is no JSON: " + e.getOriginalMessage());
        }
    }

    /**
     * The id of a codebase.
     *
     * @param list of the server's codebases
     * @param name of one of this worker's
     * @throws RefusedTaskException where this worker has none of that name
     * @throws IOException          where it isn't known yet
     */
    public String codebase(JsonNode list, String name) throws IOException {
        for (JsonNode codebase : list) {
            if (codebase.path("name").asText().equals(name) && isOurs(codebase)) {
                return codebase.path("id").asText();
            }
        }
        if (!registered.getAsBoolean()) {
            throw new IOException("this worker isn't registered yet");
        }
        throw new RefusedTaskException("this worker has no codebase " + name);
    }

    private boolean isOurs(JsonNode codebase) {
        boolean shared = false;
        for (JsonNode worker : codebase.path("workers")) {
            shared |= worker.asText().equals(workerId);
        }
        return shared || codebase.path("worker_id").asText().equals(workerId);
    }

    /** A file that isn't a valid task. */
    public void refused(String file, Throwable failure) {
        LOG.warn("{} is no task: {}", file, ServerFault.sentence(failure));
    }

    /** @param answer of the server, to a created task */
    public Task made(JsonNode answer) throws IOException {
        return JSON.treeToValue(answer.path("task"), Task.class);
    }
}
