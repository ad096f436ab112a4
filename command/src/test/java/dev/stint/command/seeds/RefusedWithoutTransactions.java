package dev.stint.command.seeds;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a row's test: stores without transactions refuse what the row asks for, in one sentence. The
 * test says {@link Rows#refused} there, and {@link Rows} sees to it that it did.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface RefusedWithoutTransactions {}
