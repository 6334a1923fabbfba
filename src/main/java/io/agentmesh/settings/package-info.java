/**
 * The worker's settings as one immutable record, and the list of all settings that there are. Begin with {@link
 * io.agentmesh.settings.WorkerSetting}, which declares each with key, type, default and help, and {@link
 * io.agentmesh.settings.WorkerSettings}, which holds the checked values. Nothing here reads a file, an environment
 * variable or a flag: that is the job of {@code settings.source}.
 */
package io.agentmesh.settings;
