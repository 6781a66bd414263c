package io.sallyport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.sallyport.document.Collection;
import io.sallyport.document.CollectionCatalog;

class CollectionsSettingsTests {

    @Test
    void unsetReadersAreEveryoneAndUnsetWritersNobody() {
        CollectionCatalog catalog = bind(Map.of("sallyport.collections.finance.writers[0]", "group:content")).catalog();
        assertThat(catalog.all()).containsExactly(new Collection("finance"));
        assertThat(catalog.readableBy("finance", Drafts.writer("alice", "halden"))).isPresent();
        assertThat(catalog.writableBy("finance", Drafts.writer("alice", "halden"))).isEmpty();
        assertThat(catalog.writableBy("finance", Drafts.writer("olga", "halden", "content"))).isPresent();
    }

    @Test
    void emptyReadersAreNobody() {
        var settings = bind(Map.of("sallyport.collections.finance.readers", "", "sallyport.collections.finance.writers",
                "user:olga"));
        assertThat(settings.catalog().readableBy("finance", Drafts.writer("alice", "halden"))).isEmpty();
    }

    @Test
    void noCollectionsAreFine() {
        assertThat(bind(Map.of()).catalog().all()).isEmpty();
    }

    @Test
    void aNameThatIsNoneStopsTheStartNamingTheProperty() {
        assertThatThrownBy(() -> bind(Map.of("sallyport.collections[Fin_ance].writers", "user:olga")))
                .rootCause()
                .hasMessageContaining("sallyport.collections.Fin_ance");
    }

    @Test
    void aPrincipalThatIsNoneStopsTheStartNamingTheProperty() {
        assertThatThrownBy(() -> bind(Map.of("sallyport.collections.finance.writers", "user:olga,olga")))
                .rootCause()
                .hasMessageContaining("sallyport.collections.finance.writers")
                .hasMessageContaining("'olga'");
    }

    private static CollectionsSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sallyport", CollectionsSettings.class);
    }
}
