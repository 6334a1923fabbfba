package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteShapeTest {

    private static final String GOOD = """
            - route:
                id: claim-task
                description: Claims a task.
                note: "in: task · out: task"
                from:
                  uri: direct
                  parameters:
                    name: claim-task
                  steps:
                    - setHeader:
                        id: set-type
                        name: Content-Type
                        expression:
                          constant:
                            expression: text/plain
            """;

    @Test
    void aRouteOfOursIsFine() {
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD))).isEmpty();
    }

    @Test
    void aRouteMustBearTheNameOfItsFile() {
        assertThat(RouteShape.complaints(RouteFile.of("take-task", GOOD)))
                .containsExactly("take-task: the route's id is claim-task, not the file's name");
    }

    @Test
    void aRouteIsEnteredByItsId() {
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD.replace("name: claim-task", "name: claim"))))
                .containsExactly("claim-task: claim-task is entered as direct:claim, not by the route's id");
    }

    @Test
    void aFileNamedAfterAResourceHoldsAllRoutesOfIt() {
        String more = GOOD.replace("claim-task", "release-task").replace("set-type", "set-other-type");

        assertThat(RouteShape.complaints(RouteFile.of("tasks", GOOD + more))).isEmpty();
        assertThat(RouteShape.complaints(RouteFile.of("tasks", "[]"))).containsExactly("tasks: holds 0 routes instead of one");
    }

    @Test
    void aRouteMustTellWhatItIs() {
        String bare = GOOD.replaceAll(" *(description|note):.*\n", "");

        assertThat(RouteShape.complaints(RouteFile.of("claim-task", bare)))
                .containsExactly("claim-task: has no description", "claim-task: has no note");
    }

    @Test
    void aNoteIsAContract() {
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD.replace("· out: task", ""))))
                .containsExactly("claim-task: the note doesn't tell what comes in: and what goes out:");
    }

    @Test
    void aFileHoldsOneRoute() {
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD + GOOD)))
                .contains("claim-task: holds 2 routes instead of one");
    }

    @Test
    void aNameIsAVerbAndANoun() {
        assertThat(RouteShape.complaints(RouteFile.of("claimTask", GOOD.replace("claim-task", "claimTask"))))
                .containsExactly("claimTask: the route's id claimTask isn't verb-noun in small letters");
    }

    @Test
    void errorHandlingAndBeansHaveTheirOwnFiles() {
        String handling = """
                - routeConfiguration:
                    id: try-again
                    description: Tries again.
                """;
        String beans = """
                - beans:
                    - name: a
                      type: b
                """;

        assertThat(RouteShape.complaints(RouteFile.of("errors", handling))).isEmpty();
        assertThat(RouteShape.complaints(RouteFile.of("beans", beans))).isEmpty();
        assertThat(RouteShape.complaints(RouteFile.of("errors", GOOD)))
                .contains("errors: holds route, but only routeConfiguration belongs there");
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD + beans)))
                .containsExactly("claim-task: holds beans, but only route belongs there");
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", "- from:\n    uri: direct\n")))
                .contains("claim-task: holds from, but only route belongs there");
    }

    @Test
    void errorHandlingForEveryRouteIsRefused() {
        assertThat(RouteShape.complaints(RouteFile.of("errors", "- routeConfiguration:\n    description: All.\n")))
                .containsExactly("errors: has no id");
    }

    @Test
    void stateIsNoHeader() {
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD.replace("Content-Type", "task_id"))))
                .containsExactly("claim-task: the header task_id holds state, which belongs into a variable");
    }

    @Test
    void anIdStandsOnce() {
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD.replace("set-type", "claim-task"))))
                .containsExactly("claim-task: the id claim-task stands twice");
    }

    @Test
    void groovyIsRefused() {
        assertThat(RouteShape.complaints(RouteFile.of("claim-task", GOOD.replace("constant:", "groovy:"))))
                .containsExactly("claim-task: holds groovy");
    }

    @Test
    void aPauseHoldsUpItsTimer() {
        String paused = GOOD + "        - delay:\n            expression:\n              constant: {expression: 5}\n";

        assertThat(RouteShape.complaints(RouteFile.of("claim-task", paused))).containsExactly(
                "claim-task: a delay doesn't hold up who waits for it: asyncDelayed must be false");
        assertThat(RouteShape.complaints(RouteFile.of("claim-task",
                paused.replace("- delay:\n", "- delay:\n            asyncDelayed: false\n")))).isEmpty();
    }
}
