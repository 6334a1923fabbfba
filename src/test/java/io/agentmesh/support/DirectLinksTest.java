package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class DirectLinksTest {

    private final DeclaredProperties declared = new DeclaredProperties("""
            # Empty.
            hook=
            # Set.
            next=b-room
            """);

    @Test
    void aLinkedHouseIsFine() {
        assertThat(complaints(Set.of("a-room"), room("a-room", "to", "b-room"), room("b-room", "toD", "c-${body}"),
                room("c-room", "to", "{{hook}}"))).isEmpty();
    }

    @Test
    void aDoorToNowhereIsTold() {
        assertThat(complaints(Set.of("a-room"), room("a-room", "to", "b-room")))
                .containsExactly("direct:b-room leads to no route");
    }

    @Test
    void aRoomThatNobodyEntersIsTold() {
        assertThat(complaints(Set.of("a-room"), room("a-room", "to", "{{hook}}"), room("z-room", "to", "{{hook}}")))
                .containsExactly("nobody enters direct:z-room");
    }

    @Test
    void aNameThatOnlyTheMessageKnowsEntersNoRoomForSure() {
        assertThat(complaints(Set.of("a-room"), room("a-room", "toD", "run-${body}"), room("z-room", "to", "{{hook}}")))
                .containsExactly("nobody enters direct:z-room");
    }

    @Test
    void aPlaceholderStandsForItsDefault() {
        assertThat(complaints(Set.of("a-room"), room("a-room", "to", "{{next}}"), room("b-room", "to", "{{hook}}")))
                .isEmpty();
        assertThat(complaints(Set.of("a-room"), room("a-room", "to", "{{next}}")))
                .containsExactly("direct:b-room leads to no route");
    }

    @Test
    void linksInTextsCount() {
        RouteFile dead = RouteFile.of("errors", "- x:\n    deadLetterUri: direct:z-room\n");

        assertThat(complaints(Set.of(), dead, room("z-room", "to", "{{hook}}"))).isEmpty();
        assertThat(complaints(Set.of(), dead)).containsExactly("direct:z-room leads to no route");
        assertThat(DirectLinks.namesIn("send(\"direct:a-room\"); send(\"direct:b-room\")"))
                .containsExactly("a-room", "b-room");
    }

    private List<String> complaints(Set<String> outside, RouteFile... files) {
        return new DirectLinks(declared, outside).complaints(List.of(files));
    }

    private static RouteFile room(String name, String kind, String next) {
        return RouteFile.of(name, """
                - route:
                    from:
                      uri: direct
                      parameters:
                        name: %s
                      steps:
                        - %s:
                            uri: direct
                            parameters:
                              name: "%s"
                """.formatted(name, kind, next));
    }
}
