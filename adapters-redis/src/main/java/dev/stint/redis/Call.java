package dev.stint.redis;

/**
 * A script to run.
 *
 * @param verb the name of its file
 * @param base what all its keys begin with; decides the hash slot
 */
record Call(String verb, String base, Args args) {}
