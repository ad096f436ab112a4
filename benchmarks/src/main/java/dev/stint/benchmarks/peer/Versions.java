package dev.stint.benchmarks.peer;

import java.security.CodeSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of published artifacts, as their files are named. */
final class Versions {

  private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar$");

  private Versions() {}

  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    Matcher version = VERSION.matcher(source == null ? "" : source.getLocation().getPath());
    return version.find() ? version.group(1) : "of an unknown version";
  }
}
