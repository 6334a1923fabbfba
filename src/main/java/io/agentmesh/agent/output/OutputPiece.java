package io.agentmesh.agent.output;

/**
 * The part of a run's output that one call sends: a batch, or a piece of one.
 *
 * @param seq    its number in the run, from 1
 * @param bytes  of the text in UTF-8
 * @param isLast whether its batch ends with it
 */
record OutputPiece(int seq, String text, long bytes, boolean isLast) {
}
