/** Checks of what the build has packed. They run after the packaging, as all {@code *IT}. */
package io.agentmesh.artifacts;
