/**
 * What an installation puts where systems look for it: man pages and the shells' completion, both made of the commands
 * themselves so that they can't say anything else than the help does.
 */
package io.agentmesh.cli.manual;
