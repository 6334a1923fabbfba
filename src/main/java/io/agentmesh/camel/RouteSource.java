package io.agentmesh.camel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.settings.source.ProgramFile;
import io.agentmesh.settings.value.SettingsException;

/**
 * A file of routes, or of one kamelet, that a program loads.
 *
 * @param file    its name in the integrator's folder: {@code claim-task.camel.yaml},
 *                {@code kamelets/agentmesh-webhook.kamelet.yaml}
 * @param stage   the folder that it lies in among the program's or the integrator's files, such as {@code claim}; may be empty
 * @param builtIn the resource that the program carries under that name, or null
 * @param own     the integrator's file, or null
 */
public record RouteSource(String file, String stage, String builtIn, Path own) {

    /** The same with an integrator's file in the built-in one's place. */
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

    /** As Camel finds it. */
    public String uri() {
        return own == null ? "classpath:" + builtIn : CamelUri.resource(own);
    }

    /** What is loaded. */
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

    /** What the program carries. */
    public String builtInText() {
        return ProgramFile.text(RouteSource.class, "/" + builtIn);
    }
}
