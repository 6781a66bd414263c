/// Documents and their ACLs, for content owners.
@NullMarked
package io.sallyport.api.documents;

import org.jspecify.annotations.NullMarked;
