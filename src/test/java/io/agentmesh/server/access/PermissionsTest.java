package io.agentmesh.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {

    private Permissions permissions;

    @BeforeEach
    void describe() throws Exception {
        permissions = new Permissions(new ObjectMapper().readTree("""
                {"paths": {
                  "/": {"get": {"security": []}},
                  "/a/{id}": {"parameters": [], "get": {}, "post": {"security": [{"bearer": ["worker"]}]}},
                  "/a/{id}/b.c": {"delete": {"security": [{"bearer": ["client", "worker"]}]}}}}"""));
    }

    @Test
    void emptySecurityIsOpenAndNoneIsForEveryToken() {
        assertThat(permissions.isOpen("GET", "/")).isTrue();
        assertThat(permissions.isOpen("HEAD", "/")).isTrue();
        assertThat(permissions.isOpen("POST", "/")).isFalse();
        assertThat(permissions.isOpen("GET", "/a/1")).isFalse();
        assertThat(permissions.allows(Role.CLIENT, "GET", "/a/1")).isTrue();
        assertThat(permissions.allows(Role.WORKER, "HEAD", "/a/1")).isTrue();
    }

    @Test
    void rolesAreThoseThatTheCallNames() {
        assertThat(permissions.allows(Role.WORKER, "POST", "/a/1")).isTrue();
        assertThat(permissions.allows(Role.WORKER, "POST", "/a/1/")).isTrue();
        assertThat(permissions.allows(Role.CLIENT, "POST", "/a/1")).isFalse();
        assertThat(permissions.allows(Role.CLIENT, "POST", "/a/1/")).isFalse();
        assertThat(permissions.allows(Role.ADMIN, "POST", "/a/1")).isTrue();
        assertThat(permissions.allows(Role.CLIENT, "DELETE", "/a/1/b.c")).isTrue();
        assertThat(permissions.allows(Role.CLIENT, "DELETE", "/a/1/bxc")).isFalse();
    }

    @Test
    void whatIsNotDescribedIsForAdminsAlone() {
        for (Role role : Role.values()) {
            assertThat(permissions.allows(role, "PUT", "/a/1")).isEqualTo(role == Role.ADMIN);
            assertThat(permissions.allows(role, "GET", "/new")).isEqualTo(role == Role.ADMIN);
            assertThat(permissions.allows(role, "POST", "/A/1")).isEqualTo(role == Role.ADMIN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/app.js", "/page/style.css", "/favicon.ico"})
    void filesOfThePageAreOpen(String path) {
        assertThat(permissions.isOpen("GET", path)).isTrue();
        assertThat(permissions.isOpen("POST", path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/opencode/tasks", "/v1/a.js", "/page/../v1/a.js", "/a.js/b", "/a.json", "/.js",
        "/page/a/b.js", "/v1%2Fx.js", ""})
    void nothingElseIsOpen(String path) {
        assertThat(permissions.isOpen("GET", path)).isFalse();
    }
}
