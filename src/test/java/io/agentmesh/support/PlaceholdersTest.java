package io.agentmesh.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private final DeclaredProperties declared = new DeclaredProperties("""
            # --- heading ---
            # Time.
            worker.time=5s

            worker.bare=1
            # Used by another property.
            worker.base=
            # A copy.
            camel.copy={{worker.base}}
            """);

    @Test
    void namesAreFoundAnywhere() {
        RouteFile file = RouteFile.of("a-b", "- x: '{{worker.time}} and {{?worker.other:7}}'\n  y: ['{{env:HOME}}']");

        assertThat(Placeholders.names(file)).containsExactly("env", "worker.other", "worker.time");
        assertThat(Placeholders.undeclared(file, declared)).containsExactly(
                "a-b: {{env}} isn't declared in application.properties",
                "a-b: {{worker.other}} isn't declared in application.properties");
    }

    @Test
    void whatNobodyUsesIsTold() {
        RouteFile file = RouteFile.of("a-b", "- x: '{{worker.time}}'");

        assertThat(Placeholders.unused(List.of(file), declared, Set.of()))
                .containsExactly("worker.bare is declared, but no route uses it and it is no setting");
        assertThat(Placeholders.unused(List.of(file), declared, Set.of("worker.bare"))).isEmpty();
    }

    @Test
    void placeholdersAreFilledWithDefaults() {
        assertThat(Placeholders.filled("{{worker.time}}/{{worker.base}}/{{none}}", declared))
                .isEqualTo("5s/unset/unset");
    }

    @Test
    void aPropertyWithoutACommentIsTold() {
        assertThat(declared.complaints()).containsExactly("worker.bare has no comment above it");
    }

    @Test
    void aHeadingIsNoComment() {
        assertThat(new DeclaredProperties("# --- heading ---\na=1\n").complaints())
                .containsExactly("a has no comment above it");
    }

    @Test
    void aPropertyThatStandsTwiceIsTold() {
        assertThat(new DeclaredProperties("# A.\na=1\n# A.\na=2\n").complaints())
                .containsExactly("a is declared twice");
    }
}
