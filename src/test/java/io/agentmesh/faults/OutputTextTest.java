package io.agentmesh.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputTextTest {

    @Test
    void wholeOutputIsCounted() {
        OutputText output = OutputText.read("t1/1/7 line 1 of 2 \nt1/1/7 line 2 of 2 \ndone t1\n");

        assertThat(output.trouble()).isNull();
        assertThat(output.lines()).containsEntry("t1/1/7", 2);
    }

    @Test
    void executionsAreCountedEachForItself() {
        OutputText output = OutputText.read("t1/1/7 line 1 of 2 \nt1/1/9 line 1 of 2 \nt1/1/9 line 2 of 2 \n");

        assertThat(output.trouble()).isNull();
        assertThat(output.lines()).containsEntry("t1/1/7", 1).containsEntry("t1/1/9", 2);
    }

    @Test
    void gapIsTold() {
        assertThat(OutputText.read("t1/1/7 line 1 of 3 \nt1/1/7 line 3 of 3 \n").trouble())
                .isEqualTo("after line 1 of execution t1/1/7 comes line 3");
    }

    @Test
    void repeatIsTold() {
        assertThat(OutputText.read("t1/1/7 line 1 of 3 \nt1/1/7 line 1 of 3 \n").trouble())
                .isEqualTo("after line 1 of execution t1/1/7 comes line 1");
    }

    @Test
    void missingBeginIsTold() {
        assertThat(OutputText.read("t1/1/7 line 2 of 3 \n").trouble())
                .isEqualTo("after line 0 of execution t1/1/7 comes line 2");
    }
}
