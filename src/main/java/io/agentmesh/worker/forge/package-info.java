/**
 * What a task's changes become on a forge, GitHub, GitLab or Forgejo: a pushed branch and a pull request. The routes are
 * the kamelets {@code agentmesh-git-push} and {@code agentmesh-pull-request}, which integrators call from the hook
 * {@code after-run}. Begin reading at {@link io.agentmesh.worker.forge.GitPush} for what the agent may have prepared
 * in its repository, and at {@link io.agentmesh.worker.forge.PullRequest} for the calls.
 */
package io.agentmesh.worker.forge;
