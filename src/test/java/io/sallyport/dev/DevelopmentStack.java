package io.sallyport.dev;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.NestedExceptionUtils;

/// Starts the servers that Sallyport needs on a developer's machine: the main class of `mvn spring-boot:test-run`.
public final class DevelopmentStack {
    private static final String USAGE = """
            mvn spring-boot:test-run -Dspring-boot.run.arguments="…", arguments separated by blanks:
              --sallyport.dev.only=elasticsearch           start the Elasticsearch node alone
              --sallyport.dev.keep=true                    use and leave the data of earlier runs
              --sallyport.dev.directory=<folder>           where that data is (default data/dev)
              --sallyport.dev.elasticsearch.port=<port>    HTTP port of the node (default 9200)
            """;

    private final StackSettings settings;

    private DevelopmentStack(StackSettings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) throws InterruptedException {
        try {
            new DevelopmentStack(StackSettings.of(arguments)).run();
        } catch (BindException e) {
            fail(e.getMessage() + ": " + NestedExceptionUtils.getMostSpecificCause(e).getMessage() + "\n" + USAGE);
        } catch (IllegalStateException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void run() throws InterruptedException {
        switch (settings.only().orElseThrow(() -> new IllegalStateException(USAGE))) {
            case ELASTICSEARCH -> runElasticsearch();
        }
    }

    private void runElasticsearch() throws InterruptedException {
        var node = startElasticsearch();
        System.out.printf("Elasticsearch %s (Ctrl-C stops it)%n", node.uri());
        node.join();
    }

    private ElasticsearchNode startElasticsearch() {
        var options = ElasticsearchNode.Options.defaults().onPort(settings.elasticsearch().port())
                .keepingData(settings.keep());
        var node = ElasticsearchNode.start(settings.directory().resolve("elasticsearch"), options);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        return node;
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
