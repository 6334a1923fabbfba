package io.agentmesh.opencode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.Task;
import io.agentmesh.task.text.CutText;

/**
 * What a task adds to the command line of {@code opencode run}, behind the arguments that the route's endpoint names.
 * Always {@code --flag=value}, so that nothing that a task says can be taken for a flag, and each flag once, because
 * OpenCode joins repeated ones.
 */
public final class OpenCodeCommandLine {

    private static final int MAX_WORD = 1000;

    private final String model;
    private final boolean allowPublicModel;

    /** @param model the setting, or null */
    public OpenCodeCommandLine(String model, boolean allowPublicModel) {
        this.model = model;
        this.allowPublicModel = allowPublicModel;
    }

    /**
     * @param folder  the real path of the codebase
     * @param session the session to resume, or null
     * @throws RefusedTaskException with the reason, where the task allows no valid command
     */
    List<String> arguments(Task task, Path folder, String session) {
        if (task.prompt().isBlank()) {
            throw new RefusedTaskException("the task has no prompt");
        }
        List<String> arguments = new ArrayList<>(List.of("--dir=" + folder,
                "--agent=" + word("agent_type", task.agentType()), "--title=" + title(task)));
        String chosen = chooseModel(task);
        if (chosen != null) {
            arguments.add("--model=" + chosen);
        }
        if (session != null) {
            arguments.add("--session=" + session);
        }
        return arguments;
    }

    /** The session that the task names, or null. */
    static String resumedSession(Task task) {
        String session = task.metadataText("resume_session_id");
        if (session != null && !session.matches("[A-Za-z0-9_-]{1,128}")) {
            throw new RefusedTaskException("metadata.resume_session_id is no session id");
        }
        return session;
    }

    private String chooseModel(Task task) {
        String asked = task.metadataText("model");
        String chosen = asked == null ? model : asked;
        if (chosen == null) {
            return null;
        }
        if (chosen.indexOf('/') < 1 || chosen.endsWith("/")) {
            throw new RefusedTaskException("the model must be named provider/model, not " + word("model", chosen));
        }
        if (!allowPublicModel && chosen.startsWith("opencode/")) {
            throw new RefusedTaskException("the model " + word("model", chosen) + " is a public one of OpenCode: code "
                    + "would leave this machine; the worker's setting allow_public_model would allow it");
        }
        return word("model", chosen);
    }

    private static String title(Task task) {
        String title = task.title().isBlank() ? "task " + task.id() : task.title().strip();
        return noNul("title", CutText.to(MAX_WORD, title));
    }

    private static String word(String field, String value) {
        if (value.length() > MAX_WORD || value.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedTaskException(field + " is too long or holds control characters");
        }
        return value;
    }

    private static String noNul(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new RefusedTaskException("the " + field + " holds a NUL character");
        }
        return value;
    }
}
