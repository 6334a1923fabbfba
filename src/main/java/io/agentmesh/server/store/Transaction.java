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
 * What a route names by {@code transacted: {ref: transaction}}: the steps within are stored together, or, where one
 * fails, not at all. To be used in routes that leave errors to their caller: one that is handled within is none here.
 */
public final class Transaction implements TransactedPolicy {

    private final TransactionTemplate template;

    /** @param database the data source that the routes use: its transaction is theirs */
    public Transaction(DataSource database) {
        template = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // The steps are fine as they are.
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
                // What failed says more than that its connection is gone, too, and can't be rolled back.
            }
        };
    }

    private void perform(Processor steps, Exchange exchange, TransactionStatus transaction) {
        // Else camel-sql commits by itself after each batch.
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
