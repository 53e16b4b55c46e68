/** The rules of the wire, row by row, over all transports at once. */
@NullMarked
package io.github.onekyu.protocol;

import org.jspecify.annotations.NullMarked;
