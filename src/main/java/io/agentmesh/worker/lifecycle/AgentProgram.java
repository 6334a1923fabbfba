package io.agentmesh.worker.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.workspace.AgentEnvironment;
import io.agentmesh.opencode.OpenCodeWarmUp;
import io.agentmesh.opencode.install.OpenCodeLocator;
import io.agentmesh.opencode.install.OpenCodeProgram;
import io.agentmesh.settings.value.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and tests OpenCode while the worker starts: tasks are claimed only once it works. */
public class AgentProgram {

    private static final Logger LOG = LoggerFactory.getLogger(AgentProgram.class);

    private final CompletableFuture<OpenCodeProgram> found = new CompletableFuture<>();
    private volatile boolean needed = true;

    /**
     * Searches on another thread.
     *
     * @param named   the setting, or null
     * @param locator searches where the setting is unset
     * @param scratch an empty folder
     * @param missing receives the reason where there is none that works
     */
    public void find(Path named, OpenCodeLocator locator, AgentEnvironment environment, Path scratch,
            Consumer<SettingsException> missing) {
        Thread thread = new Thread(() -> {
            try {
                OpenCodeProgram program = locator.require(named);
                OpenCodeWarmUp.run(program, environment, scratch);
                LOG.info("OpenCode {} at {}", program.version(), program.path());
                found.complete(program);
            } catch (IOException e) {
                missing.accept(new SettingsException("OpenCode can't be used: " + e.getMessage()));
            } catch (SettingsException e) {
                missing.accept(e);
            }
        }, "find-opencode");
        thread.setDaemon(true);
        thread.start();
    }

    /** OpenCode isn't needed, as another route runs the tasks. */
    public void isNotNeeded() {
        needed = false;
    }

    public boolean isReady() {
        return !needed || found.isDone();
    }

    /** @return why it can't be used, or empty */
    public String problem() {
        if (!needed) {
            return "";
        }
        if (!isReady()) {
            return "OpenCode is being looked for";
        }
        return Files.isExecutable(path()) ? "" : "OpenCode is missing: there is no program " + path();
    }

    /** Waits until the search has ended. */
    public Path path() {
        if (!needed) {
            throw new RefusedTaskException("OpenCode isn't looked for, as agent_route names another route");
        }
        return found.join().path();
    }
}
