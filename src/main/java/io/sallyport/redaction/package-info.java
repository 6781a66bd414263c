/// What may be shown of a text: finds personal data and treats it, the same way however the text is split.
@NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
package io.sallyport.redaction;

import org.jspecify.annotations.NullMarked;
