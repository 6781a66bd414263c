package io.sallyport.dev;

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
record StackSettings(Optional<Part> only, @DefaultValue("false") boolean keep,
        @DefaultValue("data/dev") Path directory, @DefaultValue Elasticsearch elasticsearch) {

    /// A part of the stack that can start alone.
    enum Part {
        ELASTICSEARCH
    }

    /// @param port the HTTP port of the node
    record Elasticsearch(@DefaultValue("9200") int port) {}

    /// Reads the settings.
    ///
    /// @throws org.springframework.boot.context.properties.bind.BindException naming an argument that is wrong or
    /// unknown
    static StackSettings of(String... arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigurationPropertySources.attach(environment);
        var strict = new NoUnboundElementsBindHandler(BindHandler.DEFAULT);
        return Binder.get(environment).bindOrCreate("sallyport.dev", Bindable.of(StackSettings.class), strict);
    }
}
