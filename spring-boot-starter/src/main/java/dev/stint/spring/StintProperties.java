package dev.stint.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code stint.*} says; described in {@code spring-configuration-metadata.json}. What is not
 * set has the default of {@link dev.stint.application.api.Config}.
 *
 * @param dataSource name of the bean, where there are several
 * @param transactionManager name of the bean, or {@code none} for one of Stint's own
 * @param url of a SQLite file that is no data source of the application's
 * @param run whether this process runs tasks; else it requests only
 * @param stopPatience how long a stop waits for actions to yield
 */
@ConfigurationProperties("stint")
public record StintProperties(
    @DefaultValue("auto") StoreKind store,
    @Nullable String dataSource,
    @Nullable String transactionManager,
    @Nullable String url,
    @DefaultValue("true") boolean migrate,
    @DefaultValue("true") boolean run,
    @DefaultValue("20s") Duration stopPatience,
    @Nullable String label,
    @Nullable Integer parallelism,
    @Nullable Duration stint,
    @Nullable Duration grace,
    @Nullable Duration lease,
    @Nullable Duration poll,
    @Nullable Duration prefetch,
    @Nullable Duration keep,
    @Nullable Duration cleanEvery,
    @Nullable Integer maxTasks) {}
