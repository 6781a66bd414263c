package io.sallyport.index;

import java.time.Clock;
import java.util.ArrayList;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.HeldSchema;
import io.sallyport.document.Schema;

/// Wires the index over the cluster that `spring.elasticsearch.*` names, and prepares every collection before anything
/// can be asked.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexSettings.class)
class IndexConfiguration {

    @Bean
    JsonpMapper elasticsearchJson() {
        return new Jackson3JsonpMapper();
    }

    /// Asked before anything is prepared, so that policies which do not fit the index need not keep the gateway from
    /// starting with those that do.
    @Bean
    HeldSchema heldSchema(ElasticsearchTransport transport, IndexSettings settings, CollectionCatalog collections) {
        var client = new ElasticsearchAsyncClient(transport);
        var preparation = new Preparation(
                new Calls(client, settings.timeout()), client._jsonpMapper(), settings);
        return wanted -> {
            var differences = new ArrayList<String>();
            Startup.retry(() -> {
                differences.clear();
                collections.all().forEach(collection -> differences.addAll(
                        preparation.differences(IndexNames.of(settings.prefix(), collection), wanted)));
            }, settings.startTimeout());
            return differences;
        };
    }

    @Bean
    UncompressedAnswers uncompressedAnswers() {
        return new UncompressedAnswers();
    }

    @Bean
    ElasticsearchChunkIndex chunkIndex(
            ElasticsearchTransport transport,
            IndexSettings settings,
            CollectionCatalog collections,
            Schema schema,
            ObjectProvider<Clock> clocks) {
        Clock clock = clocks.getIfAvailable(Clock::systemUTC);
        var index = new ElasticsearchChunkIndex(new ElasticsearchAsyncClient(transport), settings, clock);
        Startup.retry(
                () -> collections.all().forEach(collection -> index.prepare(collection, schema)),
                settings.startTimeout());
        return index;
    }

    @Bean
    IndexHealthIndicator indexHealthIndicator(ElasticsearchChunkIndex index) {
        return new IndexHealthIndicator(index);
    }
}
