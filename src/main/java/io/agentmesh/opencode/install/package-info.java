/**
 * How OpenCode is found on the machine, or installed from npm. Begin with {@link
 * io.agentmesh.opencode.install.OpenCodeLocator}. No user's own installation may be changed.
 */
package io.agentmesh.opencode.install;
