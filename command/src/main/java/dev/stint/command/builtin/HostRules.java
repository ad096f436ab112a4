package dev.stint.command.builtin;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which hosts {@code http.call} may call: those that are allowed and no other, or, if none is,
 * every host all of whose addresses are public. Link-local addresses, where clouds keep their
 * metadata, must be allowed as addresses. Asked before each call and at each redirect.
 */
public final class HostRules {

  /** Every public host. */
  public static final HostRules PUBLIC = new HostRules(List.of());

  private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}.*:_\\[\\]-]{1,300}");

  private final List<String> allowed;

  /**
   * @param allowed {@code host}, {@code host:port}, {@code *.host} for all below it, or an address
   */
  public HostRules(List<String> allowed) {
    this.allowed =
        allowed.stream()
            .map(a -> a.strip().toLowerCase(Locale.ROOT))
            .filter(a -> !a.isEmpty())
            .toList();
  }

  /** Whether it may be the name of a host; a blank says nothing. */
  public static boolean isReadable(String allowed) {
    return allowed.isBlank() || HOST.matcher(allowed.strip()).matches();
  }

  /**
   * One sentence, if the URL may not be called.
   *
   * @throws UnknownHostException if its host has no address now
   */
  Optional<String> refusal(URI url) throws UnknownHostException {
    String host = host(url);
    if (!allowed.isEmpty() && !named(host, port(url))) {
      return Optional.of("http.call may not call " + host + "; see --http-allow");
    }
    boolean internal =
        Arrays.stream(InetAddress.getAllByName(host))
            .filter(a -> !named(a.getHostAddress(), port(url)))
            .anyMatch(a -> a.isLinkLocalAddress() || allowed.isEmpty() && internal(a));
    return internal
        ? Optional.of(
            "http.call may not call " + host + ", an internal address; allow it by --http-allow")
        : Optional.empty();
  }

  private static String host(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI url) {
    int usual = "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    return url.getPort() < 0 ? usual : url.getPort();
  }

  private boolean named(String host, int port) {
    String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return allowed.stream()
        .anyMatch(
            a ->
                a.equals(host)
                    || a.equals(bracketed)
                    || a.equals(bracketed + ":" + port)
                    || a.startsWith("*.") && host.endsWith(a.substring(1)));
  }

  /** Of this machine, its network or nobody: not for what others ask a worker to call. */
  static boolean internal(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    return address instanceof Inet4Address
        ? reserved(address.getAddress())
        : address instanceof Inet6Address six && internal(six.getAddress());
  }

  /** This network, shared (100.64/10), assignments (192.0.0/24), benchmarks, reserved: RFC 6890. */
  private static boolean reserved(byte[] four) {
    int first = four[0] & 0xff;
    int second = four[1] & 0xff;
    return first == 0
        || first == 100 && (second & 0xc0) == 64
        || first == 192 && second == 0 && four[2] == 0
        || first == 198 && (second & 0xfe) == 18
        || first >= 240;
  }

  /** Unique local addresses (fc00::/7), and those that hold an internal one of the older kind. */
  private static boolean internal(byte[] six) {
    if ((six[0] & 0xfe) == 0xfc) {
      return true;
    }
    boolean translated =
        six[0] == 0 && six[1] == 0x64 && (six[2] & 0xff) == 0xff && (six[3] & 0xff) == 0x9b;
    boolean sixToFour = six[0] == 0x20 && six[1] == 0x02;
    boolean compatible = allZero(six, 12);
    if (!translated && !sixToFour && !compatible) {
      return false;
    }
    int at = sixToFour ? 2 : 12;
    try {
      return internal(InetAddress.getByAddress(Arrays.copyOfRange(six, at, at + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static boolean allZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
