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
      OnlyBean.of(codec).ifPresent(builder::codec);
      OnlyBean.of(links).ifPresent(builder::links);
      OnlyBean.of(notices).ifPresent(builder::notices);
    };
  }

  @Bean
  @Order(0)
  StintBuilderCustomizer stintSecrets(
      StintSecretsProperties properties, ObjectProvider<SecretKeys> keys) {
    return builder -> builder.secretKeys(OnlyBean.of(keys).orElseGet(properties::read));
  }

  @Bean
  @Order(0)
  StintBuilderCustomizer stintPrincipals(
      ObjectProvider<AccessPolicy> access,
      ObjectProvider<Requester> requester,
      ObjectProvider<PrincipalScope> principals) {
    return builder -> {
      OnlyBean.of(access).ifPresent(builder::access);
      OnlyBean.of(requester).ifPresent(builder::requester);
      OnlyBean.of(principals).ifPresent(builder::principals);
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
      OnlyBean.of(observer).ifPresent(builder::observer);
      OnlyBean.of(tracer).ifPresent(builder::tracer);
    };
  }
}
