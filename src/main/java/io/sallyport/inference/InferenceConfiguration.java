package io.sallyport.inference;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the providers that configuration names.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InferenceSettings.class)
class InferenceConfiguration {

    @Bean
    OpenAiInference inference(InferenceSettings settings) {
        return new OpenAiInference(settings);
    }
}
