package io.agentmesh.task.changes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file that a task changed.
 *
 * @param path    from the top of the repository
 * @param oldPath before, where it was renamed or copied; else null
 * @param status  {@code added}, {@code modified}, {@code deleted}, {@code renamed}, {@code copied} or {@code
 *                type_changed}
 * @param added   lines; null for a binary file
 * @param removed lines; null for a binary file
 * @param binary  true, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangedFile(String path, @JsonProperty("old_path") String oldPath, String status, Integer added,
        Integer removed, Boolean binary) {
}
