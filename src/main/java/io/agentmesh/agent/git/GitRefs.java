package io.agentmesh.agent.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.agentmesh.task.changes.ChangedRef;

/** The branches, tags and stash of a repository, which its worktrees share. */
public final class GitRefs {

    private static final int MAX_CHANGED = 100;

    private GitRefs() {
    }

    /** @return the id of each by its name */
    public static Map<String, String> of(Git git, Path folder) throws IOException {
        Map<String, String> refs = new TreeMap<>();
        for (String line : git.text(folder, "for-each-ref", "--format=%(objectname) %(refname)").split("\n")) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                refs.put(line.substring(blank + 1), line.substring(0, blank));
            }
        }
        return refs;
    }

    /** @param others those that are nobody's fault, such as the branches of other tasks @return at most 100 */
    public static List<ChangedRef> changed(Map<String, String> before, Map<String, String> after, Predicate<String> others) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<ChangedRef> changed = new ArrayList<>();
        for (String name : names) {
            String was = before.get(name);
            String is = after.get(name);
            if (!Objects.equals(was, is) && !others.test(name) && changed.size() < MAX_CHANGED) {
                changed.add(new ChangedRef(name, was, is));
            }
        }
        return changed;
    }
}
