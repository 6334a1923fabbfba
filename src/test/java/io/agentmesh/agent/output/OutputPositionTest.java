package io.agentmesh.agent.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OutputPositionTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void onlyABatchInPiecesHasTheFieldsThatAnEarlierVersionDoesNotKnow() throws Exception {
        OutputPosition whole = OutputPosition.START.sending(8, 0).acknowledged(8, 0).sending(20, 0);
        OutputPosition pieces = whole.sendingTo(4).acknowledgedPiece(4, 6);

        assertThat(JSON.writeValueAsString(whole)).isEqualTo("{\"seq\":1,\"stdout\":8,\"stderr\":0,\"sendingStdout\":20,"
                + "\"sendingStderr\":0,\"bytes\":8,\"dropped\":0}");
        assertThat(JSON.readValue(JSON.writeValueAsString(whole), OutputPosition.class)).isEqualTo(whole);
        assertThat(JSON.readValue(JSON.writeValueAsString(pieces), OutputPosition.class)).isEqualTo(pieces);
    }
}
