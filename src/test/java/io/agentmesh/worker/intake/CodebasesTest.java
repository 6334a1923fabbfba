package io.agentmesh.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentmesh.worker.TestClock;
import org.junit.jupiter.api.Test;

class CodebasesTest {

    private final TestClock clock = new TestClock();
    private final Codebases codebases = new Codebases("w1", Map.of(), clock);

    @Test
    void oneThatIsPinnedToUsIsOurs() {
        codebases.remember(json("{'id': 'c1', 'path': '/a', 'worker_id': 'w1'}"));

        assertThat(codebases.find("c1").ours()).isTrue();
        assertThat(codebases.find("c1").path()).isEqualTo("/a");
        assertThat(codebases.isForeign("c1")).isFalse();
    }

    @Test
    void theAnswerToARegistrationIsUnderstoodToo() {
        codebases.remember(json("{'success': true, 'codebase': {'id': 'c1', 'path': '/a', 'worker_id': 'w1'}}"));

        assertThat(codebases.find("c1").ours()).isTrue();
    }

    @Test
    void oneOfAnotherOrOfNobodyIsNot() {
        codebases.remember(json("{'id': 'c1', 'path': '/a', 'worker_id': 'w2'}"));
        codebases.remember(json("{'id': 'c2', 'path': '/a', 'worker_id': null}"));

        assertThat(codebases.isForeign("c1")).isTrue();
        assertThat(codebases.isForeign("c2")).isTrue();
    }

    @Test
    void oneThatIsSharedWithUsIsOurs() {
        codebases.remember(json("{'id': 'c1', 'path': '/a', 'shared': true, 'workers': ['w2', 'w1']}"));
        codebases.remember(json("{'id': 'c2', 'path': '/a', 'shared': true, 'workers': ['w2']}"));

        assertThat(codebases.find("c1").ours()).isTrue();
        assertThat(codebases.find("c2").ours()).isFalse();
    }

    @Test
    void anAnswerIsBelievedForAMinute() {
        codebases.remember(json("{'id': 'c1', 'path': '/a', 'worker_id': 'w1'}"));

        clock.advance(Duration.ofSeconds(60));
        assertThat(codebases.find("c1")).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(codebases.find("c1")).isNull();
        assertThat(codebases.isForeign("c1")).as("unknown is not foreign").isFalse();
    }

    @Test
    void oneThatTheListDoesNotNameIsNobodysOfOurs() {
        codebases.rememberFrom(json("[{'id': 'c1', 'worker_id': 'w1', 'path': '/a'}]"), "c9");

        assertThat(codebases.isForeign("c9")).isTrue();
    }

    @Test
    void theListIsSearched() {
        codebases.rememberFrom(json("[{'id': 'c8', 'worker_id': 'w2'}, {'id': 'c9', 'worker_id': 'w1', 'path': '/a'}]"),
                "c9");

        assertThat(codebases.find("c9").ours()).isTrue();
    }

    @Test
    void aDoubtfulOneIsAskedForAgainAndStaysOursUntilThen() {
        codebases.remember(json("{'id': 'c1', 'path': '/a', 'worker_id': 'w1'}"));
        codebases.doubt("c1");
        codebases.doubt("c2");

        assertThat(codebases.find("c1")).isNull();
        assertThat(codebases.ours()).containsOnlyKeys("c1");

        codebases.remember(json("{'id': 'c1', 'path': '/a', 'worker_id': 'w2'}"));
        assertThat(codebases.isForeign("c1")).isTrue();
        assertThat(codebases.ours()).isEmpty();
    }

    @Test
    void anAnswerThatIsNoCodebaseTellsNothing() {
        codebases.remember(json("[]"));
        codebases.remember(json("'text'"));
        codebases.rememberFrom(json("{'detail': 'no'}"), "c1");

        assertThat(codebases.isForeign("c1")).isTrue();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
