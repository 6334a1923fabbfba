package io.agentmesh.cli.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class TaskChangesTest {

    @Test
    void filesCommitsAndRefsAreSaid() throws Exception {
        TaskChanges changes = changes("""
                {"base": "0123456789abcdef", "head": "fedcba9876543210", "branch": "agentmesh/1", "added": 3, "removed": 1,
                 "commits": [{"id": "fedcba9876543210", "title": "Do it"}],
                 "files": [{"path": "a.txt", "status": "modified", "added": 3, "removed": 1},
                           {"path": "c.txt", "old_path": "b.txt", "status": "renamed", "added": 0, "removed": 0},
                           {"path": "x.png", "status": "added", "added": null, "removed": null, "binary": true}],
                 "refs": [{"name": "refs/heads/main", "before": "0123456789abcdef", "after": null},
                          {"name": "refs/tags/v1", "before": null, "after": "fedcba9876543210"}]}""");
        StringWriter table = new StringWriter();
        changes.files().printTo(new PrintWriter(table), 200);

        assertThat(table.toString()).isEqualTo("""
                STATUS    ADDED   REMOVED  FILE
                modified  +3      -1       a.txt
                renamed   +0      -0       b.txt -> c.txt
                added     binary  -        x.png
                """);
        assertThat(changes.range()).isEqualTo("0123456789..fedcba9876");
        assertThat(changes.totals()).isEqualTo("3 files, +3 -1");
        assertThat(changes.commits()).containsExactly("fedcba9876  Do it");
        assertThat(changes.refs()).containsExactly("refs/heads/main: deleted, was 0123456789",
                "refs/tags/v1: new at fedcba9876");
    }

    @Test
    void whatIsNoWholeDiffHasAnObstacleThatNamesTheBranch() throws Exception {
        Map<String, String> obstacles = Map.of(
                "\"diff\": \"x\", \"diff_truncated\": true", "the diff is cut; fetch the branch agentmesh/1 instead",
                "\"diff\": \"x\", \"diff_masked\": true",
                "a secret is masked in the diff; fetch the branch agentmesh/1 instead",
                "\"files\": [{\"binary\": true}]",
                "a binary file changed, which the diff doesn't contain; fetch the branch",
                "\"diff\": \"a\\nBinary files a/x and b/x differ\\n\"", "a binary file changed",
                "\"diff\": \"+caf\\ufffd\"", "the diff has characters that could not be read as UTF-8; fetch",
                "\"files\": [{\"path\": \"x\"}]", "the diff is not stored; fetch");

        for (Map.Entry<String, String> one : obstacles.entrySet()) {
            String json = "{\"branch\": \"agentmesh/1\", \"base\": \"1\", \"head\": \"2\", " + one.getKey() + "}";
            assertThat(changes(json).obstacle().orElse("")).startsWith(one.getValue());
        }
        assertThat(changes("{\"diff\": \"+Binary files a and b differ\\n\"}").obstacle()).isEmpty();
        assertThat(changes("{\"diff\": \"x\", \"diff_truncated\": true}").obstacle())
                .hasValue("the diff is cut; all of it is only in the codebase's folder");
        // What the agent left uncommitted in the checkout itself is on no branch.
        assertThat(changes("""
                {"branch": "main", "base": "1", "head": "1", "diff": "x", "diff_truncated": true}""").obstacle())
                .hasValue("the diff is cut; all of it is only in the codebase's folder");
    }

    @Test
    void taskSaysWhatItWaitsFor() throws Exception {
        assertThat(waits("{\"reason\": \"folder_busy\", \"position\": 2}"))
                .isEqualTo("another task works in the folder (number 2 of its codebase)");
        assertThat(waits("{\"reason\": \"hook\", \"detail\": \"after six\"}"))
                .isEqualTo("a hook holds it back: after six");
        assertThat(waits("{\"reason\": \"worker_offline\", \"detail\": \"since " + Instant.now().minusSeconds(7_300) + "\"}"))
                .isEqualTo("the worker is offline for 2 h");
        assertThat(waits("{\"reason\": \"moon_phase\"}")).isEqualTo("moon phase");
        assertThat(waits("null")).isEmpty();
    }

    @Test
    void usageIsOneLine() throws Exception {
        assertThat(usage("{\"input\": 12345, \"output\": 678, \"reasoning\": 0, \"cache_read\": 9, \"cost\": 0.01234}"))
                .isEqualTo("12,345 tokens in, 678 out, 9 from cache; $0.0123");
        assertThat(usage("{\"input\": 0, \"cost\": 12.5}")).isEqualTo("$12.50");
        assertThat(usage("null")).isEmpty();
    }

    private static TaskChanges changes(String json) throws JsonProcessingException {
        return TaskChanges.of(read("{\"changes\": " + json + "}")).orElseThrow();
    }

    private static String waits(String json) throws JsonProcessingException {
        return TaskFacts.waitingFor(read("{\"waiting_for\": " + json + "}"));
    }

    private static String usage(String json) throws JsonProcessingException {
        return TaskFacts.usage(read("{\"usage\": " + json + "}"));
    }

    private static JsonNode read(String json) throws JsonProcessingException {
        return new ObjectMapper().readTree(json);
    }
}
