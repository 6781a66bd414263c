package io.sallyport.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchClientAutoConfiguration;
import org.springframework.boot.elasticsearch.autoconfigure.ElasticsearchRestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.sallyport.dev.SharedElasticsearch;
import io.sallyport.document.AccessFilter;
import io.sallyport.document.CollectionCatalog;
import io.sallyport.document.Document;
import io.sallyport.document.Schema;
import io.sallyport.document.Visibility;

/// The index as the application gets it: over Boot's client, with every collection prepared.
class IndexConfigurationIT {

    private final String prefix = "t-" + UUID.randomUUID().toString().substring(0, 20);
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ElasticsearchRestClientAutoConfiguration.class, ElasticsearchClientAutoConfiguration.class))
            .withUserConfiguration(IndexConfiguration.class)
            .withBean(CollectionCatalog.class, () -> new CollectionCatalog(
                    Map.of(Samples.FINANCE, new CollectionCatalog.Access(Set.of(), Set.of()))))
            .withBean(Schema.class, () -> Samples.SCHEMA);

    @Test
    void everyCollectionIsPreparedAtTheStart() {
        application.withPropertyValues(
                "spring.elasticsearch.uris=" + SharedElasticsearch.uri(), "sallyport.index.prefix=" + prefix,
                "sallyport.index.replicas=0").run(context -> {
                    ChunkIndex index = context.getBean(ChunkIndex.class);
                    Document document = Samples.document("budget");
                    index.write(document, Samples.chunks(document, "rent"), Visibility.WAIT);
                    assertThat(index.search(Set.of(Samples.FINANCE), "rent", AccessFilter.ALL, 1, Optional.empty())
                            .chunks())
                            .hasSize(1);
                    context.getBean(ElasticsearchClient.class).indices().delete(delete -> delete.index(
                            prefix + "-finance-records", prefix + "-finance-chunks"));
                });
    }

    @Test
    void withoutAClusterTheStartFailsNamingTheProperty() {
        application.withPropertyValues(
                "spring.elasticsearch.uris=http://127.0.0.1:1", "sallyport.index.start-timeout=0s")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("spring.elasticsearch.uris"));
    }

    @Test
    void aSettingOutOfBoundsFailsTheStartNamingTheProperty() {
        application.withPropertyValues("sallyport.index.prefix=Sally_Port")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("sallyport.index.prefix"));
    }
}
