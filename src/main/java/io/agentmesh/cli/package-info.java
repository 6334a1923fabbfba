/**
 * The commands of the {@code agentmesh} program. Each is thin: it reads its flags, hands over, and turns an error
 * into one sentence and an exit code.
 */
package io.agentmesh.cli;
