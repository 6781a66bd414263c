package io.sallyport.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/// Laws make the log complain thousands of times on purpose; nobody has to read that.
final class Quiet implements BeforeAllCallback, AfterAllCallback {

    private static final Logger ROOM = (Logger) LoggerFactory.getLogger(Quiet.class.getPackageName());

    @Override
    public void beforeAll(ExtensionContext context) {
        ROOM.setLevel(Level.OFF);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        ROOM.setLevel(null);
    }
}
