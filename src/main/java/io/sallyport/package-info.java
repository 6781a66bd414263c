/// Sallyport: a gateway between subjects and language models that fails closed.
@NullMarked
package io.sallyport;

import org.jspecify.annotations.NullMarked;
