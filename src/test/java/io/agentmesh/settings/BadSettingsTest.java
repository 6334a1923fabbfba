package io.agentmesh.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is told in one line: where it stands, its key, what was found, what is allowed. */
class BadSettingsTest {

    @TempDir
    Path folder;

    private SettingsFixture machine;

    @BeforeEach
    void machine() {
        machine = new SettingsFixture(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"poll_intervall": 5}                  | unknown key "poll_intervall" (did you mean poll_interval?); allowed
            {"pollInterval": 5}                    | unknown key "pollInterval" (did you mean poll_interval?); allowed:
            {"server": "http://a"}                 | unknown key "server" (did you mean server_url?); allowed:
            {"colour": "red"}                      | unknown key "colour"; allowed: server_url,
            {"server_url": "127.0.0.1:8000"}       | server_url is "127.0.0.1:8000"; allowed: an http or https URL
            {"server_url": "ftp://a"}              | server_url is "ftp://a"; allowed: an http or https URL
            {"server_url": "http://a?x=1"}         | server_url is "http://a?x=1"; allowed: an http or https URL
            {"server_url": "http://a:99999"}       | server_url is "http://a:99999"; allowed: an http or https URL
            {"server_url": "http://a b"}           | server_url is "http://a b"; allowed: an http or https URL
            {"server_url": 5}                      | server_url is 5; allowed: an http or https URL
            {"server_url": null}                   | server_url is null; allowed: an http or https URL
            {"worker_name": ""}                    | worker_name is ""; allowed: 1 to 200 characters on one line
            {"worker_name": "a\\nb"}               | worker_name is "a\\nb"; allowed: 1 to 200 characters on one line
            {"worker_id": "a/b"}                   | worker_id is "a/b"; allowed: 1 to 128 letters, digits, dots, dashes
            {"worker_id": ".."}                    | worker_id is ".."; allowed: 1 to 128 letters
            {"poll_interval": "soon"}              | poll_interval is "soon"; allowed: a duration from 100ms to 1h
            {"poll_interval": 0}                   | poll_interval is 0; allowed: a duration from 100ms to 1h
            {"poll_interval": 1e999}               | poll_interval is "Infinity"; allowed: a duration from 100ms to 1h
            {"poll_interval": "-5s"}               | poll_interval is "-5s"; allowed: a duration from 100ms to 1h
            {"poll_interval": [5]}                 | poll_interval is a list; allowed: a duration from 100ms to 1h
            {"max_concurrent": "2"}                | max_concurrent is "2"; allowed: a whole number from 1 to 100
            {"max_concurrent": 2.5}                | max_concurrent is 2.5; allowed: a whole number from 1 to 100
            {"max_concurrent": 0}                  | max_concurrent is 0; allowed: a whole number from 1 to 100
            {"max_concurrent": 4294967297}         | max_concurrent is 4294967297; allowed: a whole number from 1 to 100
            {"serve_global": "yes"}                | serve_global is "yes"; allowed: true or false
            {"output_format": "json"}              | output_format is "json"; allowed: text or events
            {"model": "sonnet"}                    | model is "sonnet"; allowed: provider/name
            {"model": "--x/y"}                     | model is "--x/y"; allowed: provider/name
            {"capabilities": "opencode"}           | capabilities is "opencode"; allowed: a list of words
            {"capabilities": ["a b"]}              | capabilities[0] is "a b"; allowed: a list of words
            {"capabilities": ["a", "a"]}           | capabilities is a list, with one word twice (a, a); allowed: a list
            {"opencode_config": "{}"}              | opencode_config is text; allowed: a JSON object
            {"opencode_config": {"a": "{{b}}"}}    | opencode_config is an object, with {{, which Camel would take
            {"codebases": "/"}                     | codebases is "/"; allowed: a list of existing directories
            {"codebases": ["/no/such"]}            | codebases[0] is "/no/such", which is no directory; allowed: an exis
            {"codebases": [{"path": "/no/such"}]}  | codebases[0].path is "/no/such", which is no directory; allowed:
            {"codebases": [{"name": "a"}]}         | codebases[0] is an object without path; allowed: a list of
            {"codebases": [{"pth": "a"}]}          | codebases[0] is an object with the unknown key "pth" (did you mean
            {"codebases": [{"path": 5}]}           | codebases[0].path is 5; allowed: an existing directory
            {"codebases": [{"path": "/", "name": 5}]} | codebases[0].name is 5; allowed: text
            {"codebases": ["/"]}                   | codebases[0] is a codebase without a usable name; allowed: a name
            {"codebases": [null]}                  | codebases[0] is null; allowed: a list of existing directories
            {"codebases": ["/tmp", "/tmp/../tmp"]} | codebases[1] is /tmp once more; allowed: each directory once
            {"codebases": ["/tmp", {"path": "/var", "name": "tmp"}]} | codebases[1] is another codebase with the name tm
            {"codebases": ["a\\u0000b"]}           | codebases[0] is "a\\u0000b", which can be no path; allowed: an exis
            {"allowed_roots": ["/no/such"]}        | allowed_roots[0] is "/no/such", which is no directory; allowed: an
            {"opencode_bin": "plain"}              | opencode_bin is "plain", which is no executable file; allowed: an
            {"opencode_bin": "/tmp"}               | opencode_bin is "/tmp", which is no executable file; allowed: an ex
            {"state_dir": "plain"}                 | state_dir is "plain", which is no directory; allowed: a directory
            {"routes": "/no/such"}                 | routes is "/no/such", which is no directory; allowed: an existing d
            {"redis_url": "redis://:hunter2@h/x"}  | redis_url is a secret, not shown (text); allowed: redis://[user:pass
            {"auth_token_file": "/no/such"}        | auth_token_file is "/no/such", which is no readable file; allowed:
            """)
    void aBadValueInTheFileIsTold(String json, String expected) {
        machine.file("plain", "no program");
        Path config = machine.file("config.json", json);

        assertThat(machine.config(config).mistake()).startsWith(config + ": " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                     | is empty; allowed: JSON
            []                                     | is a list; allowed: a JSON object
            {"keep_runs": 5,,                      | is no valid JSON: line 1, column 17: unexpected ,; allowed: JSON
            {"keep_runs": 5,                       | is no valid JSON: line 1, column 17: it ends too early, a bracket
            {"keep_runs": 5                        | is no valid JSON: line 1, column 16: it ends too early, a bracket
            {"keep_runs": 5, "keep_runs": 6}       | is no valid JSON: line 1, column 29: the key keep_runs stands twice
            {} {}                                  | is no valid JSON: line 1, column 4: something stands after its end
            {"auth_token": hunter2}                | is no valid JSON: line 1, column 24: something that is no JSON
            """)
    void brokenJsonIsToldWithItsPlace(String json, String expected) {
        Path config = machine.file("config.json", json);

        assertThat(machine.config(config).mistake()).startsWith(config + " " + expected)
                .doesNotContain("hunter2");
    }

    @Test
    void aLineOfBrokenJsonIsCounted() {
        Path config = machine.file("config.json", "{\n  \"keep_runs\": 5\n  \"model\": 6\n}\n");

        assertThat(machine.config(config).mistake()).contains("line 3, column 3: unexpected \"");
    }
}
