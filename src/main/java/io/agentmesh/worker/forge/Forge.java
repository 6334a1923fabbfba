package io.agentmesh.worker.forge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.agentmesh.agent.RefusedTaskException;

/** The differences between the forges: paths, names of fields, and how a draft is marked. */
enum Forge {

    /** REST API version 2022-11-28. */
    GITHUB("GitHub", "Bearer", "html_url", "number", 422) {
        @Override
        String path(String repository) {
            return "/repos/" + repository + "/pulls";
        }

        @Override
        String query(PullRequest wanted) {
            String owner = wanted.repository().substring(0, wanted.repository().indexOf('/'));
            return "?state=open&head=" + escaped(owner + ":" + wanted.head()) + "&base=" + escaped(wanted.base());
        }

        @Override
        Map<String, Object> fields(PullRequest wanted) {
            return Map.of("title", wanted.title(), "head", wanted.head(), "base", wanted.base(), "body", wanted.text(),
                    "draft", wanted.draft());
        }
    },

    /** REST API version 4. */
    GITLAB("GitLab", "Bearer", "web_url", "iid", 409) {
        @Override
        String path(String repository) {
            return "/projects/" + escaped(repository) + "/merge_requests";
        }

        @Override
        String query(PullRequest wanted) {
            return "?state=opened&source_branch=" + escaped(wanted.head()) + "&target_branch=" + escaped(wanted.base());
        }

        @Override
        Map<String, Object> fields(PullRequest wanted) {
            return Map.of("title", (wanted.draft() ? "Draft: " : "") + wanted.title(), "source_branch", wanted.head(),
                    "target_branch", wanted.base(), "description", wanted.text());
        }
    },

    /** REST API version 1, which Gitea has too. */
    FORGEJO("Forgejo", "token", "html_url", "number", 409) {
        @Override
        String path(String repository) {
            return "/repos/" + repository + "/pulls";
        }

        @Override
        String query(PullRequest wanted) {
            // The last part of this path may contain slashes.
            return "/" + escaped(wanted.base()) + "/" + escaped(wanted.head()).replace("%2F", "/");
        }

        @Override
        Map<String, Object> fields(PullRequest wanted) {
            return Map.of("title", (wanted.draft() ? "WIP: " : "") + wanted.title(), "head", wanted.head(),
                    "base", wanted.base(), "body", wanted.text());
        }
    };

    private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+");

    final String title;
    final String scheme;
    final String urlField;
    final String numberField;
    /** The status of an answer that may mean that the pull request exists. */
    final int existsStatus;

    Forge(String title, String scheme, String urlField, String numberField, int existsStatus) {
        this.title = title;
        this.scheme = scheme;
        this.urlField = urlField;
        this.numberField = numberField;
        this.existsStatus = existsStatus;
    }

    /** The path of a repository's pull requests. */
    abstract String path(String repository);

    /** What finds the open pull request of a branch, after {@link #path}. */
    abstract String query(PullRequest wanted);

    /** The fields of a new pull request. */
    abstract Map<String, Object> fields(PullRequest wanted);

    static Forge of(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RefusedTaskException("forge: " + name + " isn't known; expected: github, gitlab or forgejo");
        }
    }

    /** @throws RefusedTaskException where that can't be the name of a repository here */
    void check(String repository) {
        boolean isNested = repository.indexOf('/') != repository.lastIndexOf('/');
        if (!REPOSITORY.matcher(repository).matches() || isNested && this != GITLAB) {
            throw new RefusedTaskException("repository: " + repository + " is no repository of " + title
                    + "; expected: " + (this == GITLAB ? "group/project" : "owner/name"));
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
