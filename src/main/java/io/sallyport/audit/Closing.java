package io.sallyport.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what is given up anyway.
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warn("audit: a file could not be closed: {}", e.toString());
        }
    }
}
