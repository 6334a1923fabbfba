package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Path;

import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.git.GitRefs;
import io.agentmesh.agent.git.GitSnapshot;
import io.agentmesh.agent.workspace.Repository;
import io.agentmesh.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records how a codebase's own folder looks before a task works in it, so that only the task's changes are reported. */
public final class FolderSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSnapshots.class);

    private final Git git;
    private final Workspaces workspaces;
    private final boolean enabled;

    /** @param enabled the setting report_changes */
    public FolderSnapshots(Git git, Workspaces workspaces, boolean enabled) {
        this.git = git;
        this.workspaces = workspaces;
        this.enabled = enabled;
    }

    /** Whether the changes of a task in that folder can be reported: it is in a git repository. */
    public boolean isPossible(Path folder) {
        return enabled && Repository.of(folder).isPresent();
    }

    /**
     * Never fails: without a snapshot the task is run all the same, and its changes are not reported. An attempt that
     * goes on keeps its first one.
     */
    public void take(Task task, Path folder) {
        try {
            if (workspaces.find(task.id()).filter(known -> known.attempt() == task.attempt()
                    && known.state() == Workspace.State.OPEN).isPresent()) {
                return;
            }
            workspaces.remove(task.id());
            RepositoryFacts facts = RepositoryFacts.of(git, folder);
            Workspace workspace = new Workspace(task.id(), task.attempt(), task.codebaseId(), folder.toString(),
                    facts.common().toString(), null, facts.prefix(), null,
                    RepositoryFacts.commit(git, folder, "HEAD").orElse(null), null, Workspace.State.OPEN, null, null);
            String tree = of(workspace, facts.git()).take();
            workspaces.write(workspace.comparedWith(tree));
            workspaces.writeRefs(task.id(), GitRefs.of(git, folder));
        } catch (IOException e) {
            LOG.info("task {}: what it changes can't be reported: {}", task.id(), e.getMessage());
            workspaces.remove(task.id());
        }
    }

    private GitSnapshot of(Workspace workspace, Path gitFolder) {
        return new GitSnapshot(git, workspace.top(), gitFolder, Path.of(workspace.git()), workspaces.own(workspace.task()));
    }

    /** For a comparison with the one taken before. */
    GitSnapshot again(Workspace workspace) throws IOException {
        return of(workspace, Repository.of(workspace.top()).map(Repository::git).orElseThrow(() ->
                new IOException(workspace.top() + " is no git repository any longer")));
    }
}
