package io.agentmesh.task.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private static final String SECRET = "s3cr3t/k+y 42\"x";

    private final Mask mask = Mask.of(List.of(SECRET));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', value = {
        "s3cr3t/k+y 42\"x                   | as it is",
        "s3cr3t/k+y 42\\\"x                 | in JSON",
        "s3cr3t/k+y 42\\\\\\\"x             | in JSON in JSON",
        "s3cr3t%2Fk%2By+42%22x              | in a form",
        "s3cr3t%2Fk%2By%2042%22x            | in a path",
        "s3cr3t%2fk%2by%2042%22x            | in small digits"})
    void aSecretIsMaskedInEveryForm(String written, String form) {
        assertThat(mask.mask("a " + written + " b")).as(form).isEqualTo("a *** b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "usr", "user"})
    void aSecretIsMaskedInBase64WhateverStandsAroundIt(String user) {
        String text = user + SECRET + ":and more";
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        String masked = mask.mask(encoded);

        assertThat(masked).contains("***").hasSizeLessThan(encoded.length() - 12);
        assertThat(mask.mask(encoded.replace('+', '-').replace('/', '_'))).contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t/k\n+y 42\"x", "s3cr3t/k\r\n+y 42\"x", "s\n3cr3t/k+y 42\"\nx"})
    void aSecretIsMaskedAcrossLineEnds(String broken) {
        assertThat(mask.mask("a\n" + broken + "\nb")).isEqualTo("a\n***\nb");
    }

    @Test
    void aSecretIsMaskedAcrossLineEndsThatAreEscaped() {
        assertThat(mask.mask("{\"out\":\"s3cr3t/k\\n+y 42\\\"x\"}")).isEqualTo("{\"out\":\"***\"}");
    }

    @Test
    void aSecretThatIsAddedIsMaskedFromThenOnBesideTheOthers() {
        String another = "an0ther-s3cr3t";
        assertThat(mask.mask(another)).isEqualTo(another);

        mask.add(another);

        assertThat(mask.mask(another + " and " + SECRET)).isEqualTo("*** and ***");
        assertThatThrownBy(() -> Mask.NONE.add(another)).isInstanceOf(IllegalStateException.class);
        assertThat(Mask.NONE.mask(another)).isEqualTo(another);
    }

    @Test
    void aBackslashBeforeASecretIsNoLineEnd() {
        assertThat(Mask.of(List.of("nnnnnnnn")).mask("{\"a\":\"C:\\\\nnnnnnnn\"}")).isEqualTo("{\"a\":\"C:\\\\***\"}");
    }

    @Test
    void eachLineOfAKeyFileIsASecret() {
        Mask key = Mask.of(List.of("-----BEGIN KEY-----\nMIIEabcdef\nghijklmnop\n-----END KEY-----\n"));

        assertThat(key.mask("-----BEGIN KEY-----")).isEqualTo("-----BEGIN KEY-----");
        assertThat(key.mask("  MIIEabcdef")).isEqualTo("  ***");
        assertThat(key.mask("x ghijklmnop y")).isEqualTo("x *** y");
    }

    @Test
    void overlappingSecretsAreMaskedWhole() {
        Mask both = Mask.of(List.of("abcdefgh", "efghijkl", "abcdefghXY"));

        assertThat(both.mask("1abcdefghijkl2")).isEqualTo("1***2");
        assertThat(both.mask("1abcdefghXY2abcdefgh3")).isEqualTo("1***2***3");
    }

    @Test
    void aSecretThatTheCutLeftHalfOfIsMasked() {
        assertThat(mask.maskCut("a s3cr3t/")).isEqualTo("a ***");
        assertThat(mask.maskShortened("a s3cr3t/ …")).isEqualTo("a *** …");
        assertThat(mask.maskShortened("a s3cr3t/\n[cut here; the output has all of it]"))
                .isEqualTo("a ***\n[cut here; the output has all of it]");
        assertThat(mask.mask("a s3cr3t/")).isEqualTo("a s3cr3t/");
    }

    @Test
    void shortTextsAreNoSecrets() {
        assertThat(Mask.of(List.of("", "a", "1234567")).mask("a 1234567")).isEqualTo("a 1234567");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "nothing to hide", "s3cr3t", "{\"a\": \"b\\\\\"}", "{\\", "\n\n"})
    void otherTextStaysAsItIs(String text) {
        assertThat(mask.mask(text)).isEqualTo(text);
        assertThat(mask.maskCut("x" + text.replace("s3cr3t", ""))).isEqualTo("x" + text.replace("s3cr3t", ""));
    }

    @Test
    void nothingIsNothing() {
        assertThat(mask.mask(null)).isNull();
        assertThat(mask.maskShortened(null)).isNull();
        assertThat(Mask.NONE.maskCut(SECRET)).isEqualTo(SECRET);
    }
}
