package io.sallyport.index;

import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.springframework.boot.elasticsearch.autoconfigure.Rest5ClientBuilderCustomizer;

/// Asks Elasticsearch for plain answers. The cluster is close by, and packing and unpacking ten passages costs both
/// sides more than sending them.
final class UncompressedAnswers implements Rest5ClientBuilderCustomizer {

    @Override
    public void customize(Rest5ClientBuilder client) {}

    @Override
    public void customize(HttpAsyncClientBuilder http) {
        http.disableContentCompression();
    }
}
