/// OpenAI-compatible chat and models, JSON and server-sent events.
@NullMarked
package io.sallyport.api.openai;

import org.jspecify.annotations.NullMarked;
