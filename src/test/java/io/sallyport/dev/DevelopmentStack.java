package io.sallyport.dev;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.StandardEnvironment;

/// Starts the product with the servers it needs on a developer's machine: the main class of
/// `mvn spring-boot:test-run`.
public final class DevelopmentStack {

    private static final String USAGE = """
            mvn spring-boot:test-run -Dspring-boot.run.arguments="…", arguments separated by blanks:
              --sallyport.dev.only=elasticsearch           start the Elasticsearch node alone
              --sallyport.dev.keep=true                    use and leave the data of earlier runs
              --sallyport.dev.directory=<folder>           where that data is (default data/dev)
              --sallyport.dev.elasticsearch.port=<port>    HTTP port of the node (default 9200)
              --sallyport.dev.identity.port=<port>         HTTP port of the identity provider (default 9000)
              --sallyport.dev.model.port=<port>            HTTP port of the stand-in model (default 9100)
              --sallyport.dev.model.url=<url>              an OpenAI-compatible endpoint instead, e.g. http://localhost:11434/v1
              --sallyport.dev.model.name=<name>            the model to ask there (default: the first it lists)
              --spring.elasticsearch.uris=<uri>            a cluster of your own instead of the node
              --spring.security.oauth2.resourceserver.jwt.issuer-uri=<uri>   an issuer of your own
              --server.port=<port> --management.server.port=<port>           of the gateway (default 8080, 8081)
            Any other setting of the gateway may follow.
            """;

    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final String CLUSTER = "spring.elasticsearch.uris";

    /// Read here and handed on in another form; a setting given twice would be a list of both.
    private static final List<String> SET_HERE = List.of("--sallyport.dev.", "--server.port=",
            "--management.server.port=", "--" + CLUSTER + "=", "--" + ISSUER + "=");

    private final StackSettings settings;
    private final StandardEnvironment environment;
    private final String[] arguments;

    private DevelopmentStack(StackSettings settings, StandardEnvironment environment, String[] arguments) {
        this.settings = settings;
        this.environment = environment;
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws InterruptedException {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        try {
            var environment = StackSettings.environment(arguments);
            new DevelopmentStack(StackSettings.bind(environment), environment, arguments).run();
        } catch (BindException e) {
            fail(e.getMessage() + ": " + NestedExceptionUtils.getMostSpecificCause(e).getMessage() + "\n" + USAGE);
        } catch (RuntimeException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void run() throws InterruptedException {
        if (settings.only().isPresent()) {
            runAlone(settings.only().get());
        } else {
            runWhole();
        }
    }

    private void runAlone(StackSettings.Part part) throws InterruptedException {
        switch (part) {
            case ELASTICSEARCH -> {
                var node = startElasticsearch();
                System.out.printf("Elasticsearch %s (Ctrl-C stops it)%n", node.uri());
                node.join();
            }
        }
    }

    private void runWhole() {
        long started = System.nanoTime();
        requireFreePorts();
        clearUnlessKept();
        var issuer = startIssuer();
        var model = startModel();
        URI cluster = given(CLUSTER).orElseGet(() -> startElasticsearch().uri());
        URI issuerUri = given(ISSUER).orElseGet(() -> issuer.orElseThrow().issuer());
        var gateway = RunningGateway.start(gatewayArguments(cluster, issuerUri, model));
        int documents = issuer
                .map(own -> WorldLoader.load(new GatewayClient(gateway.uri(), own::token)))
                .orElse(0);
        long seconds = (System.nanoTime() - started) / 1_000_000_000L;
        System.out.println(
                new Welcome(gateway.uri(), gateway.management(), issuerUri, cluster, model.url(), documents, seconds));
    }

    private GatewayArguments gatewayArguments(URI cluster, URI issuer, ModelEndpoint model) {
        var more = new ArrayList<String>();
        model.name().ifPresent(name -> List.of("halden-local", "eu-hosted", "us-frontier")
                .forEach(id -> more.add("--sallyport.inference.models.%s.name=%s".formatted(id, name))));
        Arrays.stream(arguments).filter(each -> SET_HERE.stream().noneMatch(each::startsWith)).forEach(more::add);
        return new GatewayArguments(
                cluster, issuer, model.url(), settings.directory().resolve("audit"), port("server.port", 8080),
                port("management.server.port", 8081), List.of())
                .with(more.toArray(String[]::new));
    }

    private void requireFreePorts() {
        Ports.requireFree(port("server.port", 8080), "server.port");
        Ports.requireFree(port("management.server.port", 8081), "management.server.port");
    }

    private void clearUnlessKept() {
        if (!settings.keep()) {
            Folders.clear(settings.directory().resolve("audit"));
        }
    }

    private Optional<IdentityProvider> startIssuer() {
        return given(ISSUER).isPresent()
                ? Optional.empty()
                : Optional.of(IdentityProvider.start(settings.identity().port()));
    }

    private ModelEndpoint startModel() {
        return settings.model().url()
                .map(url -> ModelEndpoint.of(url, settings.model().name()))
                .orElseGet(() -> {
                    var options = ScriptedModel.Options.defaults()
                            .serving("halden-local", "eu-hosted", "us-frontier")
                            .onPort(settings.model().port());
                    return new ModelEndpoint(ScriptedModel.start(options).baseUrl(), Optional.empty());
                });
    }

    private ElasticsearchNode startElasticsearch() {
        var options = ElasticsearchNode.Options.defaults().onPort(settings.elasticsearch().port())
                .keepingData(settings.keep());
        var node = ElasticsearchNode.start(settings.directory().resolve("elasticsearch"), options);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        return node;
    }

    private Optional<URI> given(String property) {
        return Optional.ofNullable(environment.getProperty(property)).map(URI::create);
    }

    private int port(String property, int usual) {
        return Integer.parseInt(environment.getProperty(property, String.valueOf(usual)));
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
