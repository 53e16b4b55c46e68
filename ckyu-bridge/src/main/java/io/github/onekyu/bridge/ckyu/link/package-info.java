/** The backend {@code onebot}: a link to a running OneBot v11 implementation (docs/link.md). */
@NullMarked
package io.github.onekyu.bridge.ckyu.link;

import org.jspecify.annotations.NullMarked;
