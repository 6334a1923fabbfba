/**
 * Man pages and shell completion, generated from the commands so that they agree with the help.
 */
package io.agentmesh.cli.manual;
