package io.agentmesh.worker.forge;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.task.text.CutText;
import io.agentmesh.task.text.OneLine;

/**
 * A pull request that is wanted for a branch; GitLab calls it a merge request.
 *
 * @param apiUrl        address of the API, such as {@code https://gitlab.example.com/api/v4}
 * @param repository    {@code owner/name}, or the path of a project
 * @param base          the branch that the changes should go to
 * @param head          the branch with the changes, in the same repository
 * @param text          its description, in Markdown
 * @param tokenVariable the variable of the worker that holds the token
 */
public record PullRequest(Forge forge, String apiUrl, String repository, String base, String head, String title,
        String text, boolean draft, String tokenVariable) {

    /** In characters: what each of the forges accepts. */
    private static final int MAX_TITLE = 240;
    private static final int MAX_TEXT = 60_000;
    private static final int MAX_URL = 2_000;

    public PullRequest {
        forge.check(repository);
        if (!apiUrl.matches("https?://[^\\s?#@]+")) {
            throw new RefusedTaskException("apiUrl: the address of the API is http(s)://HOST/PATH, without a query and a user");
        }
        if (head.isEmpty() || base.isEmpty() || head.equals(base)) {
            throw new RefusedTaskException("no pull request from the branch '" + OneLine.of(head) + "' to '"
                    + OneLine.of(base) + "': two branches are needed");
        }
        apiUrl = apiUrl.replaceFirst("/+$", "");
        title = title.isBlank() ? head : CutText.marked(MAX_TITLE, OneLine.of(title.strip()));
        text = CutText.marked(MAX_TEXT, text);
    }

    /** The call that opens it. */
    public ForgeCall opening() {
        return new ForgeCall("POST", apiUrl + forge.path(repository), forge.fields(this), forge.scheme, tokenVariable);
    }

    /** The call that finds it where it exists. */
    public ForgeCall finding() {
        return new ForgeCall("GET", apiUrl + forge.path(repository) + forge.query(this), null, forge.scheme,
                tokenVariable);
    }

    /**
     * Its address and number.
     *
     * @param answer of either call
     * @return {@code {"url": "https://…", "number": 7}}
     */
    public Map<String, Object> read(JsonNode answer) {
        JsonNode found = answer.isArray() ? answer.path(0) : answer;
        String url = found.path(forge.urlField).asText();
        JsonNode number = found.path(forge.numberField);
        if (!url.matches("https?://\\S+") || url.length() > MAX_URL || !number.canConvertToLong()) {
            throw new RefusedTaskException(forge.title + " answered, but not with a pull request for " + repository);
        }
        return Map.of("url", url, "number", number.asLong());
    }
}
