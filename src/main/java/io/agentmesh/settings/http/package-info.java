/**
 * How this program makes HTTP calls: {@link io.agentmesh.settings.http.Network} first. Worker, commands, doctor and traces
 * all go this way, so that a proxy is a proxy for each of them. What is said to a server has no place here.
 */
package io.agentmesh.settings.http;
