/// Load on the real thing: the release jar as a process, a real Elasticsearch node and a model without latency.
@NullMarked
package io.sallyport.benchmarks;

import org.jspecify.annotations.NullMarked;
