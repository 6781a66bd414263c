package io.sallyport.inference;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import io.sallyport.inference.ProviderFault.Kind;

/// Hands a provider's stream to one reader through a bounded queue, asking the provider for more only as the reader
/// takes what is there.
final class StreamedGeneration implements Generation {

    private static final int AHEAD = 16;

    private sealed interface Signal {
        record Next(ChatResponse response) implements Signal {}

        record Failed(Throwable thrown) implements Signal {}

        record Ended() implements Signal {}
    }

    private final Upstream upstream;
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(AHEAD + 2);
    private final Subscription subscription = new Subscription();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long deadline;
    private Optional<String> finish = Optional.empty();
    private Optional<Usage> usage = Optional.empty();
    private int received;

    StreamedGeneration(Upstream upstream, Flux<ChatResponse> responses) {
        this.upstream = upstream;
        this.deadline = System.nanoTime() + upstream.settings().timeout().toNanos();
        responses.subscribe(subscription);
    }

    @Override
    public Optional<Delta> next(Duration wait) {
        long until = System.nanoTime() + wait.toNanos();
        while (true) {
            var signal = poll(Math.min(until, deadline) - System.nanoTime());
            if (signal.isEmpty()) {
                if (System.nanoTime() >= deadline) {
                    throw fault(Kind.TIMEOUT);
                }
                return Optional.empty();
            }
            var delta = delta(signal.get());
            if (delta.isPresent()) {
                return delta;
            }
        }
    }

    private Optional<Delta> delta(Signal signal) {
        return switch (signal) {
            case Signal.Next(var response) -> text(response);
            case Signal.Failed(var thrown) -> throw Faults.of(upstream.id(), thrown);
            case Signal.Ended() ->
                Optional.of(new Delta.Finished(finish.orElseThrow(() -> fault(Kind.MALFORMED)), usage));
        };
    }

    private Optional<Delta> text(ChatResponse response) {
        subscription.more();
        finish = Responses.finish(response).or(() -> finish);
        usage = Responses.usage(response).or(() -> usage);
        var text = Responses.text(response);
        received += text.map(String::length).orElse(0);
        if (received > upstream.settings().maxAnswer()) {
            throw fault(Kind.LIMIT);
        }
        return text.map(Delta.Text::new);
    }

    private Optional<Signal> poll(long nanos) {
        try {
            return Optional.ofNullable(signals.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw fault(Kind.RESET);
        }
    }

    private ProviderFault fault(Kind kind) {
        return new ProviderFault(upstream.id(), kind);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            subscription.cancel();
        }
    }

    private final class Subscription extends BaseSubscriber<ChatResponse> {

        void more() {
            request(1);
        }

        @Override
        protected void hookOnSubscribe(org.reactivestreams.Subscription provider) {
            request(AHEAD);
        }

        @Override
        protected void hookOnNext(ChatResponse response) {
            signals.add(new Signal.Next(response));
        }

        @Override
        protected void hookOnComplete() {
            signals.add(new Signal.Ended());
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            signals.add(new Signal.Failed(thrown));
        }
    }
}
