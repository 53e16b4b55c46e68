/**
 * What an operator gets to see of a running account: its endpoints and their connections as they are now, and a bounded
 * record of what happened. Transports tell, consoles read; nothing here changes what is delivered.
 */
@NullMarked
package io.github.onekyu.core.observe;

import org.jspecify.annotations.NullMarked;
