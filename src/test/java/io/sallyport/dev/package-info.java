/// The development stack: a real Elasticsearch node, an identity provider, a scripted model and the demo world, in test scope only.
@NullMarked
package io.sallyport.dev;

import org.jspecify.annotations.NullMarked;
