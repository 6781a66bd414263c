package io.sallyport.dev;

import java.net.URI;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.sallyport.SallyportApplication;

/// The gateway in this JVM, as `main` starts it.
public final class RunningGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// Starts it and returns when it serves.
    public static RunningGateway start(GatewayArguments arguments) {
        var running = SpringApplication.from(SallyportApplication::main)
                .run(arguments.toList("classpath:application-development.yaml").toArray(String[]::new));
        return new RunningGateway(running.getApplicationContext());
    }

    /// Where the API is, such as `http://127.0.0.1:8080`.
    public URI uri() {
        return local("local.server.port");
    }

    /// Where the operations endpoints are.
    public URI management() {
        return local("local.management.port");
    }

    /// A bean of the gateway, for tests that look behind its doors.
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private URI local(String property) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty(property));
    }

    @Override
    public void close() {
        context.close();
    }
}
