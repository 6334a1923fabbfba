package io.agentmesh.server.store;

import javax.sql.DataSource;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Policy for {@code transacted: {ref: transaction}} in a route: its steps are stored together, or, where one fails, not
 * at all. Only for routes that leave errors to their caller: a handled error doesn't roll back.
 */
public final class Transaction implements TransactedPolicy {

    private final TransactionTemplate template;

    /** @param database the data source of the routes, which take part in its transaction */
    public Transaction(DataSource database) {
        template = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // Nothing to prepare.
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return exchange -> {
            try {
                template.executeWithoutResult(transaction -> perform(steps, exchange, transaction));
            } catch (TransactionException e) {
                if (exchange.getException() == null) {
                    throw e;
                }
                // The step's failure explains more than that the rollback failed, too.
            }
        };
    }

    private void perform(Processor steps, Exchange exchange, TransactionStatus transaction) {
        // Otherwise camel-sql commits after each batch.
        exchange.getUnitOfWork().beginTransactedBy(this);
        try {
            steps.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            exchange.getUnitOfWork().endTransactedBy(this);
        }
        if (exchange.getException() != null) {
            transaction.setRollbackOnly();
        }
    }
}
