/**
 * The SPI for transports: a stateless provider, found by ServiceLoader, makes one running object. Signatures use JDK
 * and core types only, so that no web library leaks into anybody's API.
 */
@NullMarked
package io.github.onekyu.core.transport;

import org.jspecify.annotations.NullMarked;
