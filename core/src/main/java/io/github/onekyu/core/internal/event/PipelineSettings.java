package io.github.onekyu.core.internal.event;

import io.github.onekyu.core.filter.EventFilter;
import io.github.onekyu.core.message.MessageFormat;
import java.time.Clock;

/**
 * What the configuration says about events.
 *
 * @param filter the one to begin with; it may be replaced while events pass
 * @param exemptMeta whether meta events bypass the filter (FLT-02)
 * @param backwardCompatible whether events take their 3.x form (BC-01)
 * @param convertEmoji whether {@code emoji} segments become characters (ENH-12)
 */
public record PipelineSettings(
        long selfId,
        MessageFormat format,
        EventFilter filter,
        boolean exemptMeta,
        boolean backwardCompatible,
        boolean convertEmoji,
        Clock clock) {}
