package dev.stint.spring;

import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.bootstrap.Stint;
import dev.stint.web.ApiAccess;
import dev.stint.web.ApiPorts;
import dev.stint.web.Masks;
import dev.stint.web.page.PageServlet;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Mounts the page, and the HTTP API below it, at {@code stint.web.path} of an application that
 * serves HTTP by servlets. Who asks is known by the application's own sign-in, such as Spring
 * Security's; strangers see nothing.
 */
@AutoConfiguration(after = StintAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("stint.web.path")
@ConditionalOnBean(Stint.class)
public class StintWebAutoConfiguration {

  private static final String PAGE = "dev.stint.web.page.PageServlet";

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = PAGE)
  @EnableConfigurationProperties(StintWebProperties.class)
  static class Mounted {

    @Bean
    @ConditionalOnMissingBean
    ApiAccess stintApiAccess(StintWebProperties properties, ObjectProvider<Masks> masks) {
      return WebAccess.of(properties, OnlyBean.of(masks).orElse(Masks.NONE));
    }

    /** Asks for Stint when somebody comes: the web server starts before all else is there. */
    @Bean
    @ConditionalOnMissingBean(name = "stintPage")
    ServletRegistrationBean<PageServlet> stintPage(
        StintWebProperties properties,
        ApiAccess access,
        ObjectProvider<Stint> stint,
        ScheduleTasks schedules,
        SteerQueues queues) {
      ApiPorts ports = new ApiPorts(who -> stint.getObject().as(who), schedules, queues);
      ServletRegistrationBean<PageServlet> page =
          new ServletRegistrationBean<>(
              new PageServlet(ports, access), WebAccess.mapping(properties.path()));
      page.setName("stintPage");
      return page;
    }

    @Bean
    PageLifecycle stintPageLifecycle(
        @Qualifier("stintPage") ServletRegistrationBean<PageServlet> page) {
      return new PageLifecycle(Objects.requireNonNull(page.getServlet()));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass(PAGE)
  static class Missing {
    Missing() {
      throw new WrongSettingException(
          "stint.web.path is set, and stint-adapters-web is not on the class path",
          "Add dev.stint:stint-adapters-web, or take stint.web.path out.");
    }
  }
}
