package io.agentmesh.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.support.LogLines;
import io.agentmesh.task.Outcome;

/** The kamelet {@code agentmesh-pull-request}, against a forge that answers as each of the three. */
class PullRequestKameletTest extends ForgeScene {

    @BeforeEach
    void pushed() {
        shop.git("push", "--quiet", forge.repository.toString(), BRANCH);
    }

    private Exchange open(String kind, Map<String, String> more) throws Exception {
        Map<String, String> parameters = new HashMap<>(Map.of("forge", kind, "apiUrl", forge.url() + path(kind),
                "repository", "octo/shop", "base", "main", "tokenVariable", "FORGE_TOKEN"));
        parameters.putAll(more);
        return call("agentmesh-pull-request", parameters, outcome());
    }

    private static String path(String kind) {
        return Map.of("github", "", "gitlab", "/api/v4/", "forgejo", "/api/v1").get(kind);
    }

    private Map<?, ?> pullRequest(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        Outcome outcome = exchange.getMessage().getBody(Outcome.class);
        assertThat(outcome.result()).isEqualTo("I did it.");
        return (Map<?, ?>) outcome.data().get("pull_request");
    }

    private static String reason(Exchange exchange) {
        assertThat(exchange.getException()).isInstanceOf(RefusedTaskException.class).hasMessageNotContaining("\n");
        return exchange.getException().getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "github|/octo/shop/pull/7|{\"base\":\"main\",\"body\":\"I did it.\",\"draft\":true,\"head\":\"agentmesh/t1\",\"title\":\"a title\"}",
        "gitlab|/octo/shop/-/merge_requests/7|{\"description\":\"I did it.\",\"source_branch\":\"agentmesh/t1\","
                + "\"target_branch\":\"main\",\"title\":\"Draft: a title\"}",
        "forgejo|/octo/shop/pull/7|{\"base\":\"main\",\"body\":\"I did it.\",\"head\":\"agentmesh/t1\",\"title\":\"WIP: a title\"}"})
    void pullRequestIsOpenedAndNamedInTheData(String kind, String url, String fields) throws Exception {
        Exchange exchange = open(kind, Map.of("draft", "true"));

        assertThat(pullRequest(exchange)).isEqualTo(Map.of("url", forge.url() + url, "number", 7L));
        assertThat(forge.wanted).singleElement().isEqualTo(new ObjectMapper().readTree(fields));
        assertThat(exchange.getVariables()).containsOnlyKeys("task", "folder");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "github,GET /repos/octo/shop/pulls?state=open&head=octo%3Aagentmesh%2Ft1&base=main",
        "gitlab,GET /api/v4/projects/octo%2Fshop/merge_requests?state=opened&source_branch=agentmesh%2Ft1&target_branch=main",
        "forgejo,GET /api/v1/repos/octo/shop/pulls/main/agentmesh/t1"})
    void theOneThatIsThereIsFoundAndUsed(String kind, String search) throws Exception {
        Map<?, ?> first = pullRequest(open(kind, Map.of()));
        Map<?, ?> second = pullRequest(open(kind, Map.of()));

        assertThat(second).isEqualTo(first);
        assertThat(forge.calls).hasSize(3).endsWith(search);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "forgejo"})
    void aFailureThatPassesIsTriedAgain(String kind) throws Exception {
        forge.fails(500, 503, 429);

        assertThat(pullRequest(open(kind, Map.of())).get("number")).isEqualTo(7L);
        assertThat(forge.calls).hasSize(4);
    }

    @Test
    void aFailureThatStaysIsASentence() throws Exception {
        forge.fails(500, 500, 500, 500, 500, 502);

        assertThat(reason(open("gitlab", Map.of())))
                .isEqualTo("GitLab failed to open a pull request, several times (502: failed as scripted)");
    }

    @Test
    void aFinalAnswerIsASentenceAtOnce() throws Exception {
        Map<Integer, String> reasons = Map.of(
                401, "GitHub rejects the token in FORGE_TOKEN (401: failed as scripted)",
                403, "the token in FORGE_TOKEN may not open a pull request in octo/shop (403: failed as scripted)",
                404, "GitHub has no repository octo/shop, or no branch main or agentmesh/t1 there, that the token in"
                        + " FORGE_TOKEN may see (404: failed as scripted)",
                422, "GitHub refused to open a pull request (422: failed as scripted)",
                409, "GitHub refused to open a pull request (409: failed as scripted)",
                301, "GitHub refused to open a pull request (301: failed as scripted)");
        for (Map.Entry<Integer, String> reason : reasons.entrySet()) {
            forge.fails(reason.getKey());
            assertThat(reason(open("github", Map.of()))).isEqualTo(reason.getValue());
        }
        assertThat(forge.calls).hasSameSizeAs(reasons.keySet());
    }

    @Test
    void anInvalidFieldIsNamed() throws Exception {
        assertThat(reason(open("github", Map.of("branch", "none"))))
                .isEqualTo("GitHub refused to open a pull request (422: Validation Failed; head invalid)");
    }

    @Test
    void aFailureToFindItIsASentenceToo() throws Exception {
        pullRequest(open("github", Map.of()));
        forge.failsToFind(403);

        assertThat(reason(open("github", Map.of())))
                .isEqualTo("the token in FORGE_TOKEN may not open a pull request in octo/shop (403: failed as scripted)");
        assertThat(forge.calls).hasSize(3);
    }

    @Test
    void aForgeThatIsNotThereIsASentence() throws Exception {
        assertThat(reason(open("forgejo", Map.of("apiUrl", "http://127.0.0.1:1/api/v1"))))
                .startsWith("no pull request, as Forgejo at http://127.0.0.1:1/api/v1 can't be reached: ");
    }

    @Test
    void whatCanNotBeOpenedIsASentenceWithoutACall() throws Exception {
        for (List<String> one : List.of(
                List.of("forge", "bitbucket", "forge: bitbucket isn't known; expected: github, gitlab or forgejo"),
                List.of("repository", "../shop/x", "repository: ../shop/x is no repository of GitHub; expected: owner/name"),
                List.of("repository", "shop", "repository: shop is no repository of GitHub; expected: owner/name"),
                List.of("apiUrl", "ftp://forge", "apiUrl: the address of the API is http(s)://HOST/PATH, without a query and"
                        + " a user"),
                List.of("base", BRANCH, "no pull request from the branch 'agentmesh/t1' to 'agentmesh/t1': two branches are"
                        + " needed"),
                List.of("tokenVariable", "NONE_TOKEN", "the worker's environment has no variable NONE_TOKEN, which should"
                        + " hold the forge's token"))) {
            assertThat(reason(open("github", Map.of(one.get(0), one.get(1))))).isEqualTo(one.get(2));
        }
        assertThat(forge.calls).isEmpty();
    }

    @Test
    void withoutCommitsNothingIsOpened() throws Exception {
        Exchange exchange = call("agentmesh-pull-request", Map.of("forge", "github", "apiUrl", forge.url(), "repository",
                "octo/shop", "base", "main", "tokenVariable", "FORGE_TOKEN"), outcome(List.of()));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(outcome(List.of()));
        assertThat(forge.calls).isEmpty();
    }

    @Test
    void aTitleOfAStrangerIsALineAndASecretInItIsMasked() throws Exception {
        pullRequest(open("github", Map.of("title", "${body.result} " + ScriptedForge.TOKEN + " " + "x".repeat(300))));

        assertThat(forge.wanted).singleElement().satisfies(fields -> assertThat(fields.path("title").asText())
                .startsWith("I did it. *** xxx").endsWith("x…").hasSize(241));
    }

    @Test
    void theTokenIsInNoLine() throws Exception {
        try (LogLines log = new LogLines()) {
            pullRequest(open("github", Map.of()));

            assertThat(log.containing("task t1: pull request " + forge.url() + "/octo/shop/pull/7")).hasSize(1);
            assertThat(log.containing(ScriptedForge.TOKEN)).isEmpty();
        }
    }
}
