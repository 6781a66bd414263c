package io.sallyport.policy;

import java.util.function.Supplier;

/// What becomes of the content of a watched folder.
interface Watched {

    /// Watching begins.
    void begin();

    /// Judges what was the same at two looks; what was judged before is not judged again.
    void offer(PolicyFiles found);

    /// Looks while nobody else changes the folder.
    default <T> T alone(Supplier<T> look) {
        return look.get();
    }
}
