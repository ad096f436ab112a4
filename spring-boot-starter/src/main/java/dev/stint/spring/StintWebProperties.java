package dev.stint.spring;

import dev.stint.web.ApiRole;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code stint.web.*} says; described in {@code spring-configuration-metadata.json}.
 *
 * @param path where the page is
 * @param administrators the role, as {@code isUserInRole} takes it, of those who do everything
 * @param developers the role of those who see everything
 * @param others what all who are no administrators may do with the tasks that they may steer
 * @param requests types that can be requested
 * @param embeddedIn origins of pages that may frame somebody's own tasks; {@code self} is this
 *     application
 */
@ConfigurationProperties("stint.web")
public record StintWebProperties(
    String path,
    @Nullable String administrators,
    @Nullable String developers,
    @DefaultValue("read") ApiRole others,
    @DefaultValue List<String> requests,
    @DefaultValue List<String> embeddedIn) {}
