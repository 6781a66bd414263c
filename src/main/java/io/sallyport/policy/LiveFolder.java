package io.sallyport.policy;

import java.util.function.Supplier;

/// The policy folder: what it holds takes effect.
record LiveFolder(LivePolicies live) implements Watched {

    @Override
    public void begin() {
        live.started();
    }

    @Override
    public void offer(PolicyFiles found) {
        live.offer(found);
    }

    @Override
    public <T> T alone(Supplier<T> look) {
        return live.alone(look);
    }
}
