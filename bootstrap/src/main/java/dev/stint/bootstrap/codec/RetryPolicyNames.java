package dev.stint.bootstrap.codec;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.stint.domain.policy.RetryPolicy;

/** How retry policies are told apart in JSON; the domain knows no JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RetryPolicy.Fixed.class, name = "fixed"),
  @JsonSubTypes.Type(value = RetryPolicy.Linear.class, name = "linear"),
  @JsonSubTypes.Type(value = RetryPolicy.Exponential.class, name = "exponential")
})
interface RetryPolicyNames {}
