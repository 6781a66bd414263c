package io.sallyport.ingest;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.sallyport.audit.AuditLog;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.index.ChunkIndex;

/// Wires ingestion and publishes the catalog of collections.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IngestSettings.class, CollectionsSettings.class})
class IngestConfiguration {

    @Bean
    CollectionCatalog collectionCatalog(CollectionsSettings settings) {
        return settings.catalog();
    }

    @Bean
    Ingestion ingestion(
            ChunkIndex index,
            CollectionCatalog collections,
            IngestSettings settings,
            AuditLog audit,
            ObjectProvider<Clock> clocks) {
        var chunker = new Chunker(settings.chunkTokens(), settings.chunkOverlap());
        return new Ingestion(
                index, collections, chunker, new DocumentLedger(audit), clocks.getIfAvailable(Clock::systemUTC));
    }
}
