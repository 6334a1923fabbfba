/**
 * Finds OpenCode on the machine, or installs it from npm. Begin with {@link
 * io.agentmesh.opencode.install.OpenCodeLocator}. A user's own installation is never changed.
 */
package io.agentmesh.opencode.install;
