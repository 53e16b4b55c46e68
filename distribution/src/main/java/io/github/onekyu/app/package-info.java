/**
 * The launcher: reads the command line and the settings, starts the account and its console in the foreground, says
 * what is listening, and stops everything on a signal. The only package that knows how all the others are put together.
 */
@NullMarked
package io.github.onekyu.app;

import org.jspecify.annotations.NullMarked;
