/**
 * What SQL in YAML can't do for our own server: the shapes of answers, checks of requests, the schema.
 */
package io.agentmesh.server;
