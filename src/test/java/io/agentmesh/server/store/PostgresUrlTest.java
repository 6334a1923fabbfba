package io.agentmesh.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmesh.settings.value.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void urlOfHostersIsTranslated() {
        PostgresUrl url = PostgresUrl.parse("postgres://anna:p%40s+s%3A@db.internal:5433/mesh?sslmode=require");

        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.internal:5433/mesh?sslmode=require");
        assertThat(url.user()).isEqualTo("anna");
        assertThat(url.password()).isEqualTo("p@s+s:");
    }

    @Test
    void urlWithoutUserPortOrPasswordIsFine() {
        assertThat(PostgresUrl.parse("postgresql://[::1]/mesh").jdbc()).isEqualTo("jdbc:postgresql://[::1]/mesh");
        assertThat(PostgresUrl.parse("postgresql://anna@h/mesh").user()).isEqualTo("anna");
        assertThat(PostgresUrl.parse("postgresql://anna@h/mesh").password()).isNull();
        assertThat(PostgresUrl.parse("postgres://anna:pw@my_db_1:5433/mesh").jdbc()).isEqualTo("jdbc:postgresql://my_db_1:5433/mesh");
        assertThat(PostgresUrl.parse("postgres://anna:pw@my_db_1/mesh").password()).isEqualTo("pw");
    }

    @Test
    void jdbcUrlIsTakenAsItIs() {
        assertThat(PostgresUrl.parse("jdbc:postgresql://h/mesh?user=a&password=b").jdbc())
                .isEqualTo("jdbc:postgresql://h/mesh?user=a&password=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://u:secret@h/d", "jdbc:mysql://h/d?password=secret", "postgres://u:secret@/d",
        "postgres://u:sec ret@h/d", "secret", "jdbc:secret", "postgres:secret", "postgres://u:%zzsecret@h/d",
        "jdbc:postgresql://h:secret/d"})
    void badUrlIsRefusedWithoutBeingRepeated(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("server.database-url").hasMessageNotContaining("secret");
    }

    @Test
    void textOfItHoldsNoPassword() {
        assertThat(PostgresUrl.parse("postgres://u:secret@h/d")).asString().doesNotContain("secret");
        assertThat(new PostgresDatabase("postgres://u:secret@h:99/d")).hasToString("postgres://h:99/d");
    }
}
