package io.agentmesh.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.agentmesh.camel.extension.CamelUri;
import io.agentmesh.camel.overlay.OverlayFiles;
import io.agentmesh.camel.overlay.OverlaySql;
import io.agentmesh.settings.source.ProgramFile;
import io.agentmesh.settings.value.SettingsException;

/**
 * A file that a program loads: routes, a kamelet, or an SQL statement.
 *
 * @param file    its name in the integrator's folder: {@code claim-task.camel.yaml},
 *                {@code kamelets/agentmesh-webhook.kamelet.yaml}, {@code sql/claim-task.sql}
 * @param stage   its folder among the program's or the integrator's files, such as {@code claim}; may be empty
 * @param builtIn the built-in resource of that name, or null
 * @param own     the integrator's file, or null
 */
public record RouteSource(String file, String stage, String builtIn, Path own) {

    private static final Pattern ROUTE = Pattern.compile("(?m)^- route:\\R +id: (\\S+)$");

    /** With an integrator's file that replaces the built-in one. */
    RouteSource by(Path file) {
        return new RouteSource(this.file, stage, builtIn, file);
    }

    /** {@code claim-task}. */
    public String name() {
        return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.(camel|kamelet)\\.yaml$", "");
    }

    public boolean isKamelet() {
        return file.endsWith(RouteFiles.KAMELET_SUFFIX);
    }

    public boolean isSql() {
        return file.endsWith(OverlayFiles.SQL_SUFFIX);
    }

    /** URI for Camel. */
    public String uri() {
        return own == null ? "classpath:" + builtIn : CamelUri.resource(own);
    }

    /** The text that is loaded. */
    public String text() {
        if (own == null) {
            return builtInText();
        }
        try {
            return Files.readString(own);
        } catch (IOException e) {
            throw new SettingsException("routes: " + own + " can't be read: " + e);
        }
    }

    /** The ids of the built-in routes in it. */
    public List<String> builtInRoutes() {
        return ROUTE.matcher(builtInText()).results().map(match -> match.group(1)).toList();
    }

    /** The SQL files that its built-in routes call, such as {@code claim-task.sql}. */
    public List<String> builtInSql() {
        return OverlaySql.called(builtInText()).distinct().toList();
    }

    /** The built-in text. */
    public String builtInText() {
        return ProgramFile.text(RouteSource.class, "/" + builtIn);
    }
}
