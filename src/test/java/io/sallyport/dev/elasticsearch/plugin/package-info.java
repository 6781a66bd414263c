/// What the server jars of the development node lack and a distribution has: the `english` analyzer and `GET /`.
@NullMarked
package io.sallyport.dev.elasticsearch.plugin;

import org.jspecify.annotations.NullMarked;
