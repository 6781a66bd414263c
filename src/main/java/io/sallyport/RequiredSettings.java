package io.sallyport;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/// Refuses to start while a setting that security depends on is missing, and names all of them at once.
final class RequiredSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final Map<String, String> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("spring.security.oauth2.resourceserver.jwt.issuer-uri",
                "the issuer whose access tokens are trusted");
        VALUES.put("spring.security.oauth2.resourceserver.jwt.audiences", "the audience that access tokens must name");
        VALUES.put("spring.elasticsearch.uris", "the Elasticsearch cluster that holds the documents");
        VALUES.put("sallyport.audit.sealing-key",
                "a file of 32 random bytes, raw or as Base64 (openssl rand -base64 32), that seals texts in the audit log");
        VALUES.put("sallyport.audit.reference-key",
                "a file with another such key, which names subjects in the audit log");
    }

    private static final Map<String, String> MAPS = new LinkedHashMap<>();

    static {
        MAPS.put("sallyport.collections",
                "at least one collection, e.g. sallyport.collections.handbook.writers=group:content");
        MAPS.put("sallyport.inference.providers",
                "at least one model endpoint, e.g. sallyport.inference.providers.local.base-url=…");
        MAPS.put("sallyport.inference.models",
                "at least one model, e.g. sallyport.inference.models.my-model.provider=local");
        MAPS.put("sallyport.callers.purposes",
                "at least one purpose, e.g. sallyport.callers.purposes.everyday-work.roles=staff");
        MAPS.put("sallyport.callers.clients",
                "at least one client, e.g. sallyport.callers.clients.any.purposes=everyday-work");
    }

    /// The settings that are missing, each with what it is for.
    static final class Missing extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient List<String> settings;

        Missing(List<String> settings) {
            super("required settings are missing: " + String.join("; ", settings));
            this.settings = List.copyOf(settings);
        }

        List<String> settings() {
            return settings;
        }
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        check(event.getEnvironment());
    }

    static void check(ConfigurableEnvironment environment) {
        var binder = Binder.get(environment);
        var missing = new ArrayList<String>();
        VALUES.forEach((name, meaning) -> {
            if (binder.bind(name, Bindable.listOf(String.class)).orElse(List.of()).stream().allMatch(String::isBlank)) {
                missing.add(line(name, variable(name), meaning));
            }
        });
        MAPS.forEach((name, meaning) -> {
            var bound = binder.bind(
                    ConfigurationPropertyName.of(name), Bindable.mapOf(String.class, Object.class));
            if (bound.orElse(Map.of()).isEmpty()) {
                missing.add(line(name, variable(name) + "_…", meaning));
            }
        });
        if (!missing.isEmpty()) {
            throw new Missing(missing);
        }
    }

    private static String line(String name, String variable, String meaning) {
        return "%s (environment: %s) – %s".formatted(name, variable, meaning);
    }

    private static String variable(String name) {
        return name.toUpperCase(java.util.Locale.ROOT).replace(".", "_").replace("-", "");
    }
}
