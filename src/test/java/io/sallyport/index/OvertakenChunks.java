package io.sallyport.index;

import java.util.AbstractList;
import java.util.List;

import io.sallyport.document.Chunk;

/// Chunks that let something else happen once a write has begun: between reading the record and committing.
final class OvertakenChunks extends AbstractList<Chunk> {

    private final List<Chunk> chunks;
    private final Runnable meanwhile;
    private int walks;

    OvertakenChunks(List<Chunk> chunks, Runnable meanwhile) {
        this.chunks = chunks;
        this.meanwhile = meanwhile;
    }

    @Override
    public Chunk get(int at) {
        return chunks.get(at);
    }

    @Override
    public int size() {
        return chunks.size();
    }

    /// Only the writing of chunks walks the list.
    @Override
    public java.util.Iterator<Chunk> iterator() {
        if (walks++ == 0) {
            meanwhile.run();
        }
        return super.iterator();
    }
}
