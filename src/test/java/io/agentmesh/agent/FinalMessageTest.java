package io.agentmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class FinalMessageTest {

    private static String text(String... lines) {
        FinalMessage message = new FinalMessage();
        List.of(lines).forEach(line -> message.add(FinalMessage.plain(line)));
        return message.text();
    }

    @Test
    void whatGitFailedOfIsNotHiddenByItsWarningsAndHints() {
        assertThat(text("warning: adding embedded git repository: sub", "error: 'sub2/' does not have a commit checked out",
                "fatal: adding files failed", "hint: You may want to look at it."))
                .isEqualTo("error: 'sub2/' does not have a commit checked out … fatal: adding files failed");
    }

    @Test
    void aWarningAloneIsTheMessage() {
        assertThat(text("warning: no space", "hint: delete something")).isEqualTo("warning: no space");
    }
}
