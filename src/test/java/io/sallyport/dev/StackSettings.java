package io.sallyport.dev;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// What `--sallyport.dev.…` arguments (or `SALLYPORT_DEV_…` variables) choose about the development stack.
///
/// @param only          the one part to start, instead of the whole stack
/// @param keep          whether data found in the directory is used, and left there
/// @param directory     where the stack keeps its data
/// @param elasticsearch the Elasticsearch node
/// @param identity      the identity provider
/// @param model         the model
record StackSettings(Optional<Part> only, @DefaultValue("false") boolean keep,
        @DefaultValue("data/dev") Path directory, @DefaultValue Elasticsearch elasticsearch,
        @DefaultValue Identity identity, @DefaultValue Model model) {

    /// A part of the stack that can start alone.
    enum Part {
        ELASTICSEARCH
    }

    /// @param port the HTTP port of the node
    record Elasticsearch(@DefaultValue("9200") int port) {}

    /// @param port the HTTP port of the identity provider
    record Identity(@DefaultValue("9000") int port) {}

    /// @param port the HTTP port of the stand-in model
    /// @param url  an OpenAI-compatible endpoint to use instead, up to and including `/v1`
    /// @param name the model to ask there; the first that the endpoint lists when left out
    record Model(@DefaultValue("9100") int port, Optional<URI> url, Optional<String> name) {}

    /// Reads the settings.
    ///
    /// @throws org.springframework.boot.context.properties.bind.BindException naming an argument that is wrong or
    /// unknown
    static StackSettings of(String... arguments) {
        return bind(environment(arguments));
    }

    static StackSettings bind(StandardEnvironment environment) {
        var strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT);
        return Binder.get(environment).bindOrCreate("sallyport.dev", Bindable.of(StackSettings.class), strict);
    }

    /// Arguments, system properties and variables, as the gateway itself would read them.
    static StandardEnvironment environment(String... arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigurationPropertySources.attach(environment);
        return environment;
    }
}
