/// Permitted passages without a model.
@NullMarked
package io.sallyport.api.retrieval;

import org.jspecify.annotations.NullMarked;
