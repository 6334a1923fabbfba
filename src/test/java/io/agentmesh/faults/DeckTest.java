package io.agentmesh.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class DeckTest {

    private final Deck deck = new Deck().agents(3, Behaviour.HANGS)
            .strikes(2, Action.KILL_WORKER, Moment.NOTED)
            .strikes(2, Action.FILL_DISK, Moment.CLAIMED, List.of(7));

    @Test
    void theSameSeedDealsTheSame() {
        assertThat(deck.deal(17, 100, 9)).isEqualTo(deck.deal(17, 100, 9));
    }

    @Test
    void anotherSeedDealsAnother() {
        assertThat(deck.deal(17, 100, 9)).isNotEqualTo(deck.deal(18, 100, 9));
    }

    @Test
    void eachFaultComesAsOftenAsWasAskedFor() {
        List<TaskPlan> plans = deck.deal(1, 100, 9);

        assertThat(plans).hasSize(100);
        assertThat(plans).filteredOn(plan -> plan.behaviour() == Behaviour.HANGS).hasSize(3);
        assertThat(plans).filteredOn(plan -> plan.hasStrike(Moment.NOTED)).hasSize(2);
        assertThat(plans).filteredOn(plan -> plan.hasStrike(Moment.CLAIMED)).hasSize(2)
                .allSatisfy(plan -> assertThat(plan.codebase()).isEqualTo(7));
    }

    @Test
    void theDiceFallAsTheSeedSaysHoweverTheCallsAreMixed() {
        Dice first = new Dice(5, 0.5);
        Dice second = new Dice(5, 0.5);
        NetworkFault claimOfOne = first.roll(ProxiedCall.Kind.CLAIM, "task 1");
        NetworkFault outputOfTwo = first.roll(ProxiedCall.Kind.OUTPUT, "task 2");

        assertThat(second.roll(ProxiedCall.Kind.OUTPUT, "task 2")).isEqualTo(outputOfTwo);
        assertThat(second.roll(ProxiedCall.Kind.CLAIM, "task 1")).isEqualTo(claimOfOne);
    }

    @Test
    void theDiceHitAsOftenAsTheyShould() {
        Dice dice = new Dice(5, 0.25);
        int hits = 0;
        for (int i = 0; i < 4000; i++) {
            hits += dice.roll(ProxiedCall.Kind.CLAIM, "task " + i) == null ? 0 : 1;
        }

        assertThat(hits).isBetween(800, 1200);
    }

    @Test
    void diceThatWereStoppedHitNothing() {
        Dice dice = new Dice(5, 1);
        dice.stop();

        assertThat(dice.roll(ProxiedCall.Kind.CLAIM, "task 1")).isNull();
    }
}
