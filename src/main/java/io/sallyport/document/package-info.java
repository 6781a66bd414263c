/// What is held and who may read it: documents, their ACL, the vocabulary's types and the access filter.
@NullMarked
@ApplicationModule(displayName = "document", allowedDependencies = {"identity"})
package io.sallyport.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
