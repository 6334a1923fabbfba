/**
 * The commands with which people and scripts use a server: submit, watch and cancel tasks. They speak the classic part
 * of the HTTP contract, and use what our own server adds where it is there.
 */
package io.agentmesh.cli.client;
