/// What is searched: chunks and authoritative records, in the only room that knows Elasticsearch.
@NullMarked
@ApplicationModule(displayName = "index", allowedDependencies = {"identity", "document", "audit"})
package io.sallyport.index;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
