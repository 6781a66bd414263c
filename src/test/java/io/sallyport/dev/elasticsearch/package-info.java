/// Runs inside the forked Elasticsearch process: boots its one node.
@NullMarked
package io.sallyport.dev.elasticsearch;

import org.jspecify.annotations.NullMarked;
