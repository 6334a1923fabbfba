package io.agentmesh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Headers by which a client could steer Camel's components, in all the spellings of CVE-2025-27636, CVE-2025-29891 and
 * what came after: none gets to a route, be it sent as a header, in the query or as a field of a form. Routes of the
 * test's own stand where an injected header would do harm.
 */
class HeaderInjectionTest {

    /** What Camel itself notes of a request; {@code id} would be there only for an address with one. */
    private static final List<String> OWN = List.of("CamelHttpMethod", "CamelHttpPath", "CamelHttpQuery",
            "CamelHttpRawQuery", "CamelHttpUri", "CamelHttpUrl", "CamelVertxPlatformHttpLocalAddress",
            "CamelVertxPlatformHttpRemoteAddress");

    @TempDir
    static Path folder;
    private static TestServer server;

    static Stream<String> names() {
        return Stream.of("CamelExecCommandExecutable", "CamelExecCommandArgs", "CamelExecCommandWorkingDir",
                        "CamelHttpUri", "CamelHttpPath", "CamelHttpQuery", "CamelHttpMethod", "CamelHttpResponseCode",
                        "CamelSqlQuery", "CamelSqlParameters", "CamelBeanMethodName", "CamelBeanScope",
                        "CamelFileName", "CamelOverruleFileName", "CamelVertxPlatformHttpAuthenticatedUser",
                        "org.apache.camel.exec", "org.apache.camel.Exchange", "CamelJmsDestinationName",
                        "CamelTimerFiredTime", "breadcrumbId", "worker_id", "now", "id")
                .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT),
                        name.replaceFirst("^Camel", "CAmel"), name.replaceFirst("^Camel", "cAMEL"),
                        name.replaceFirst("^org", "Org")))
                .distinct();
    }

    @BeforeAll
    static void start() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        ReplacedRoute.write(routes, "rest-api", "describe-server", """
                        - setBody:
                            expression:
                              simple:
                                expression: "all: ${headers}"
                """);
        ReplacedRoute.write(routes, "workers", "list-workers", """
                        - setBody:
                            expression:
                              constant:
                                expression: ""
                        - to:
                            uri: exec
                            parameters:
                              executable: echo
                              args: fine
                """);
        ReplacedRoute.write(routes, "codebases", "list-codebases", """
                        - to:
                            uri: sql
                            parameters:
                              query: select 'fine' as answer
                              outputType: SelectOne
                """);
        ReplacedRoute.write(routes, "monitor", "monitor-workers", """
                        - bean:
                            ref: apiDescription
                            method: json
                """);
        server = new TestServer(folder, "routes=" + routes);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("names")
    void headerDoesNotReachARoute(String name) {
        assertThat(seen(server.request("/").header(name, "evil"))).doesNotContain("evil");
        assertThat(seen(server.request("/").header(name, "evil").header(name, "evil2"))).doesNotContain("evil");
    }

    @ParameterizedTest
    @MethodSource("names")
    void parameterOfTheQueryDoesNotBecomeAHeader(String name) {
        String query = "?" + name + "=evil&" + name + "=evil2&%20" + name + "=evil3&" + name.replace("a", "%61") + "=evil4";

        String seen = seen(server.request("/" + query));

        // Where Camel tells the query as a whole, it is allowed to stand: there it steers nothing.
        assertThat(seen.replace(query.substring(1), "")).doesNotContain("evil");
    }

    @ParameterizedTest
    @MethodSource("names")
    void fieldOfAFormIsRefused(String name) {
        for (String method : List.of("GET", "POST")) {
            assertThat(server.send(server.request("/").header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, BodyPublishers.ofString(name + "=x"))).status()).isEqualTo(415);
            assertThat(server.send(server.request("/").header("Content-Type", "multipart/form-data; boundary=b")
                    .method(method, BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"" + name
                            + "\"\r\n\r\nx\r\n--b--\r\n"))).status()).isEqualTo(415);
        }
        assertThat(Path.of("file-uploads")).doesNotExist();
    }

    @Test
    void onlyCamelsOwnHeadersOfARequestAreThere() {
        String seen = seen(server.request("/?x=1").header("Accept", "text/plain").header("Cookie", "a=b"));

        assertThat(Pattern.compile("[{ ]([A-Za-z.]+)=").matcher(seen).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(OWN);
    }

    @Test
    void commandStaysWhatTheRouteSays() {
        assertThat(attacked("/v1/opencode/workers")).isEqualTo("fine");
    }

    @Test
    void statementStaysWhatTheRouteSays() {
        assertThat(attacked("/v1/opencode/codebases")).isEqualTo("fine");
    }

    @Test
    void methodOfABeanStaysWhatTheRouteSays() {
        assertThat(attacked("/v1/monitor/workers")).contains("3.1.0");
    }

    /** The answer of a route to a request that tries everything at once. */
    private static String attacked(String path) {
        HttpRequest.Builder request = server.request(path + names().map(name -> name + "=hashCode")
                .collect(Collectors.joining("&", "?", "")));
        names().forEach(name -> request.header(name, "hashCode"));
        return server.text(request).strip();
    }

    private static String seen(HttpRequest.Builder request) {
        String seen = server.text(request);
        assertThat(seen).contains("CamelHttpMethod=GET");
        return seen;
    }
}
