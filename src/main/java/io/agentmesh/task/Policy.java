package io.agentmesh.task;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.agentmesh.task.text.CutText;

/**
 * The worker's own policy, independent of the server: which agents and models tasks may use, and how long prompts may
 * be.
 */
public final class Policy {

    private static final Set<String> WITHOUT_AGENT = Set.of("register_codebase", "echo", "noop");
    private static final int MAX_SHOWN = 100;

    private final List<String> allowedAgents;
    private final List<String> allowedModels;
    private final String model;
    private final long maxPromptBytes;

    /**
     * @param allowedAgents  names, possibly with {@code *}; empty for all
     * @param allowedModels  likewise
     * @param model          for tasks that name none, or null; always allowed
     * @param maxPromptBytes in UTF-8
     */
    public Policy(List<String> allowedAgents, List<String> allowedModels, String model, long maxPromptBytes) {
        this.allowedAgents = List.copyOf(allowedAgents);
        this.allowedModels = List.copyOf(allowedModels);
        this.model = model;
        this.maxPromptBytes = maxPromptBytes;
    }

    /** @return why the task isn't run here, or null where it is allowed */
    public String objection(Task task) {
        long bytes = task.promptBytes();
        if (bytes > maxPromptBytes) {
            return refused("the prompt has " + bytes + " bytes, and max_prompt_bytes is " + maxPromptBytes);
        }
        if (WITHOUT_AGENT.contains(task.agentType())) {
            return null;
        }
        if (!allowedAgents.isEmpty() && !matches(allowedAgents, task.agentType())) {
            return refused("the agent " + shown(task.agentType()) + " is not in allowed_agents");
        }
        return allowedModels.isEmpty() ? null : objectionToModel(task.metadataText("model"));
    }

    private String objectionToModel(String asked) {
        String chosen = asked == null ? model : asked;
        if (chosen == null) {
            return refused("the task names no model, and allowed_models leaves the choice to nobody else");
        }
        return chosen.equals(model) || matches(allowedModels, chosen) ? null
                : refused("the model " + shown(chosen) + " is not in allowed_models");
    }

    private static boolean matches(List<String> allowed, String name) {
        Pattern like = Names.like(allowed);
        return like.matcher(name).matches();
    }

    private static String refused(String reason) {
        return "refused by this worker's policy: " + reason;
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return CutText.marked(MAX_SHOWN, line);
    }
}
