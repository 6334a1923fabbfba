package io.agentmesh.worker.extend;

import java.nio.file.Path;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

import io.agentmesh.task.Outcome;
import io.agentmesh.worker.slot.Decision;

/**
 * Takes over the result of an integrator's route, which works on a copy of the message: its failure, and the variables
 * {@code decision} and {@code folder} or an {@code Outcome} as the body. All else is discarded with the copy.
 */
public enum HookCopy implements AggregationStrategy {

    /** The hook {@code accept}: only its decision. A hook that stops, or handles its own failure, leaves the task. */
    DECISION {
        @Override
        void answer(Exchange message, Exchange hook) {
            message.setVariable("decision", isEnded(hook) ? Decision.leave("the hook accept ended the route")
                    : hook.getVariable("decision"));
        }
    },

    /** The hooks around a run. One that stops, or handles its own failure, ends the run with its outcome. */
    ANSWER {
        @Override
        void answer(Exchange message, Exchange hook) {
            message.setVariable("decision", hook.getVariable("decision"));
            Object folder = hook.getVariable("folder");
            // An expression in YAML makes a text.
            if (folder instanceof Path || folder instanceof String) {
                message.setVariable("folder", Path.of(folder.toString()));
            }
            if (hook.getMessage().getBody() instanceof Outcome outcome) {
                message.getMessage().setBody(outcome);
            }
            if (isEnded(hook)) {
                // Not marked as stopped, which would skip doFinally.
                message.getExchangeExtension().setErrorHandlerHandled(true);
            }
        }
    },

    /** The route that does the work: only its outcome, also where it stops or handles its own failure. */
    OUTCOME {
        @Override
        void answer(Exchange message, Exchange hook) {
            message.getMessage().setBody(hook.getMessage().getBody());
        }
    },

    /** A hook that is only notified. */
    NOTHING {
        @Override
        void answer(Exchange message, Exchange hook) {
            // Its result is ignored.
        }
    };

    abstract void answer(Exchange message, Exchange hook);

    @Override
    public Exchange aggregate(Exchange message, Exchange hook) {
        message.setException(hook.getException());
        answer(message, hook);
        return message;
    }

    private static boolean isEnded(Exchange hook) {
        return hook.isRouteStop() || hook.getExchangeExtension().isErrorHandlerHandledSet()
                && hook.getExchangeExtension().isErrorHandlerHandled();
    }
}
