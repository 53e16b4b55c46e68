/**
 * Actions: the calls that bots make. A request is looked up by name, its suffixes and parameters are understood here
 * once for every transport, and it always ends in a response.
 */
@NullMarked
package io.github.onekyu.core.action;

import org.jspecify.annotations.NullMarked;
