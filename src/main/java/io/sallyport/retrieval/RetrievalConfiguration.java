package io.sallyport.retrieval;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.sallyport.index.ChunkIndex;

/// Wires what searches and what counts.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetrievalSettings.class)
class RetrievalConfiguration {

    @Bean
    Retriever retriever(ChunkIndex index, RetrievalSettings settings, MeterRegistry meters) {
        return new Retriever(index, settings, meters);
    }

    @Bean
    Census census(ChunkIndex index) {
        return new Census(index);
    }
}
