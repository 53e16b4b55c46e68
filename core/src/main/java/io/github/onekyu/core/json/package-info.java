/**
 * JSON values that lose nothing: numbers keep their text, objects keep their member order, everything is immutable.
 *
 * <p>Other packages and the SPIs speak these types, so that no JSON library is part of anybody's API. Gson reads the
 * text underneath (strict dialect, WS-15 and HTTP-10); writing is done here, because the bytes are part of the
 * contract (NET-03).
 */
@NullMarked
package io.github.onekyu.core.json;

import org.jspecify.annotations.NullMarked;
