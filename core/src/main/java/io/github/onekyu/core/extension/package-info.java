/**
 * The SPI for extensions: they see every event, answer actions that nothing else answers, and call any action
 * (config.md §5). With {@code use_extension = yes} they are found by {@link java.util.ServiceLoader} on the class path and
 * in the jars of {@code APP/extensions}. Jars and extensions whose name begins with {@code _} are skipped.
 */
@NullMarked
package io.github.onekyu.core.extension;

import org.jspecify.annotations.NullMarked;
