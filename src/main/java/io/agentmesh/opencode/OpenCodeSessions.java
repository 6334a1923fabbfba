package io.agentmesh.opencode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.process.ShortCommand;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.install.OpenCodeProgram;

/**
 * OpenCode's stored sessions. A session can only be resumed from its own folder: from any other, OpenCode hangs
 * forever.
 */
public final class OpenCodeSessions {

    private final AgentEnvironment environment;
    private final Path scratch;

    /** @param scratch a folder for OpenCode's output, of which a pipe would lose some */
    public OpenCodeSessions(AgentEnvironment environment, Path scratch) {
        this.environment = environment;
        this.scratch = scratch;
    }

    /** @throws RefusedTaskException where the session is unknown, or of another folder */
    void requireFolder(String executable, String session, Path folder) {
        try {
            String stored = storedFolder(executable, session, folder);
            if (stored == null) {
                throw new RefusedTaskException("session " + session + " is not known to OpenCode on this machine");
            }
            if (!Files.isDirectory(Path.of(stored)) || !Path.of(stored).toRealPath().equals(folder)) {
                throw new RefusedTaskException("session " + session + " belongs to another folder than this codebase");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("session " + session + " can't be looked up: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedTaskException("the worker stopped while session " + session + " was looked up");
        }
    }

    /** @return null where there is no such session */
    private String storedFolder(String executable, String session, Path folder)
            throws IOException, InterruptedException {
        List<String> line = List.of(executable, "export", session);
        try (ShortCommand export = ShortCommand.run(OpenCodeProgram.NAME, line, folder, environment, scratch)) {
            if (export.exit() == 0) {
                return ExportedSession.directory(export.stdout());
            }
            if (export.errorText().contains("Session not found")) {
                return null;
            }
            throw new IOException("OpenCode ended with exit " + export.exit() + ": " + export.errorText());
        }
    }
}
