package io.sallyport.redaction;

import java.time.Clock;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Provides the redactor and the pseudonym scopes.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedactionSettings.class)
class RedactionConfiguration {

    @Bean
    Redactor redactor(RedactionSettings settings) {
        return Redactor.of(settings);
    }

    @Bean
    PseudonymScopes pseudonymScopes(RedactionSettings settings, Clock clock) {
        return new PseudonymScopes(settings.conversationTimeToLive(), settings.conversations(), clock);
    }
}
