/** What hosts implement: access, principals, renderers, notifiers, interceptors, observers. */
@NullMarked
package dev.stint.application.api.extend;

import org.jspecify.annotations.NullMarked;
