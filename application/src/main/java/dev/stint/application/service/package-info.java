/** The use cases beside the engine: request, steer, ask, clean. */
@NullMarked
package dev.stint.application.service;

import org.jspecify.annotations.NullMarked;
