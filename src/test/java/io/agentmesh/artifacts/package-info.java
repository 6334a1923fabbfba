/** Checks of what the build has packed. They run after the packaging, in the profile {@code artifacts} of {@code pom.xml}. */
package io.agentmesh.artifacts;
