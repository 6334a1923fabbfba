/**
 * Who may do what: the tokens that a server knows, their roles, and what each call needs. No HTTP in here.
 */
package io.agentmesh.server.access;
