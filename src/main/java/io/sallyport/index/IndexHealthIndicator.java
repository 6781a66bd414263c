package io.sallyport.index;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up while every collection answers within the deadline.
final class IndexHealthIndicator implements HealthIndicator {

    private final ElasticsearchChunkIndex index;

    IndexHealthIndicator(ElasticsearchChunkIndex index) {
        this.index = index;
    }

    @Override
    public Health health() {
        try {
            index.probe();
            return Health.up().build();
        } catch (IndexUnavailable unavailable) {
            return Health.down().withDetail("reason", String.valueOf(unavailable.getMessage())).build();
        }
    }
}
