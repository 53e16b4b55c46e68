/**
 * Events: what happened at the account, on its way to the bots. One event is completed and filtered once, encoded once
 * for each message format, and handed first to reports, then to everybody who listens.
 */
@NullMarked
package io.github.onekyu.core.event;

import org.jspecify.annotations.NullMarked;
