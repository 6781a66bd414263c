/// Permitted passages for a question: searched under a filter, then admitted one by one.
@NullMarked
@ApplicationModule(displayName = "retrieval", allowedDependencies = {"identity", "document", "index", "inference"})
package io.sallyport.retrieval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
