/** Stint in a Spring Boot application: auto-configuration, transactions, tasks as bean methods. */
@NullMarked
package dev.stint.spring;

import org.jspecify.annotations.NullMarked;
