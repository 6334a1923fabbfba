/**
 * OpenCode as a child process: its command line and environment, its process tree, its event stream, and the files
 * that a run leaves.
 */
package io.agentmesh.opencode;
