package dev.stint.spring;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.SecretKeys;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.extend.CommitListener;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.extend.PrincipalScope;
import dev.stint.application.api.extend.Requester;
import dev.stint.application.api.extend.TaskInterceptor;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.extend.TaskTracer;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Takes what the application has of the api's extensions as beans. */
@Configuration(proxyBeanMethods = false)
class ExtensionConfiguration {

  @Bean
  @Order(0)
  StintBuilderCustomizer stintWords(
      ObjectProvider<ArgumentCodec> codec,
      ObjectProvider<LinkRenderer> links,
      ObjectProvider<NoticeRenderer> notices) {
    return builder -> {
      codec.ifUnique(builder::codec);
      links.ifUnique(builder::links);
      notices.ifUnique(builder::notices);
    };
  }

  @Bean
  @Order(0)
  StintBuilderCustomizer stintSecrets(
      StintSecretsProperties properties, ObjectProvider<SecretKeys> keys) {
    return builder ->
        builder.secretKeys(Optional.ofNullable(keys.getIfUnique()).orElseGet(properties::read));
  }

  @Bean
  @Order(0)
  StintBuilderCustomizer stintPrincipals(
      ObjectProvider<AccessPolicy> access,
      ObjectProvider<Requester> requester,
      ObjectProvider<PrincipalScope> principals) {
    return builder -> {
      access.ifUnique(builder::access);
      requester.ifUnique(builder::requester);
      principals.ifUnique(builder::principals);
    };
  }

  @Bean
  @Order(0)
  StintBuilderCustomizer stintListeners(
      ObjectProvider<TaskInterceptor> interceptors,
      ObjectProvider<FailureNotifier> notifiers,
      ObjectProvider<CommitListener> listeners,
      ObjectProvider<TaskObserver> observer,
      ObjectProvider<TaskTracer> tracer) {
    return builder -> {
      interceptors.orderedStream().forEach(builder::intercept);
      notifiers.orderedStream().forEach(builder::notify);
      listeners.orderedStream().forEach(builder::onCommit);
      observer.ifUnique(builder::observer);
      tracer.ifUnique(builder::tracer);
    };
  }
}
