package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;

import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.settings.value.SettingsException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A codebase that several workers serve, each with its own path. */
class SharedCodebaseTest {

    @TempDir
    Path folder;

    private SettingsFixture machine;
    private Path shop;

    @BeforeEach
    void machine() {
        machine = new SettingsFixture(folder).server();
        shop = machine.folder("shop");
    }

    @Test
    void itIsSharedOnlyWhereTheSettingSaysSo() {
        config("{\"path\": \"%s\", \"shared\": true}, \"%s\", \"b:%s\", {\"path\": \"%s\"}, {\"path\": \"%s\", \"shared\": false}"
                .formatted(shop, machine.folder("a"), machine.folder("b"), machine.folder("c"), machine.folder("d")));

        assertThat(machine.read().codebases()).extracting(CodebaseSetting::name, CodebaseSetting::shared)
                .containsExactly(tuple("shop", true), tuple("a", false), tuple("b", false), tuple("c", false),
                        tuple("d", false));
    }

    @Test
    void itIsSeenAmongTheSettings() {
        config("{\"name\": \"the shop\", \"path\": \"%s\", \"shared\": true}".formatted(shop));

        assertThat(machine.read().shown(WorkerSetting.CODEBASES)).containsExactly("the shop:" + shop + " (shared)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "\"true\"", "1", "null", "[]", "{}"})
    void anythingButTrueOrFalseIsRefused(String value) {
        config("{\"path\": \"%s\", \"shared\": %s}".formatted(shop, value));

        assertThatThrownBy(machine::read).isInstanceOf(SettingsException.class)
                .hasMessageContaining("codebases[0].shared is ").hasMessageEndingWith("; allowed: true or false");
    }

    @Test
    void aSlipOfThePenIsTold() {
        config("{\"path\": \"%s\", \"share\": true}".formatted(shop));

        assertThatThrownBy(machine::read).isInstanceOf(SettingsException.class)
                .hasMessageContaining("the unknown key \"share\" (did you mean shared?)");
    }

    private void config(String codebases) {
        machine.config(machine.file("config.json", "{\"codebases\": [" + codebases + "]}"));
    }
}
