package dev.stint.web.events;

import dev.stint.application.api.operate.AskTasks;

/**
 * A wish to watch something.
 *
 * @param key equal for all who may share one look
 * @param ask the port of the one who watches
 * @param position what they have heard already, as their last event was numbered; 0 if nothing
 */
public record Watch(Object key, Watched<?> watched, AskTasks ask, int position) {}
