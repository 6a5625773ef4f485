package io.github.kitrail.content.registry.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts that no proxy leads to: names (with their subdomains), {@code .domains}, addresses, ranges
 * of addresses in CIDR notation, each with a port or without, or {@code *} for all.
 */
final class NoProxy {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9a-f:]*:[0-9a-f:.]*]?");

  private final List<String> entries;

  private NoProxy(List<String> entries) {
    this.entries = entries;
  }

  static NoProxy parse(String value) {
    return new NoProxy(
        Arrays.stream(value.toLowerCase(Locale.ROOT).split(","))
            .map(String::trim)
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean matches(Origin target) {
    String host = target.host();
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    return entries.stream().anyMatch(entry -> matches(entry, host, target.port()));
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.contains("/")) {
      return inRange(entry, host);
    }
    String name = entry;
    int colon = entry.lastIndexOf(':');
    if (colon > 0 && entry.substring(colon + 1).matches("\\d+") && entry.indexOf(':') == colon) {
      if (Integer.parseInt(entry.substring(colon + 1)) != port) {
        return false;
      }
      name = entry.substring(0, colon);
    }
    String domain = name.startsWith("*.") ? name.substring(1) : name;
    if (domain.startsWith(".")) {
      return host.endsWith(domain);
    }
    return host.equals(domain) || unbracketed(host).equals(domain) || host.endsWith("." + domain);
  }

  private static boolean inRange(String range, String host) {
    int slash = range.indexOf('/');
    String first = range.substring(0, slash);
    if (!ADDRESS.matcher(host).matches() || !ADDRESS.matcher(first).matches()) {
      return false;
    }
    try {
      // Both are addresses, so nothing is looked up.
      byte[] one = InetAddress.getByName(first).getAddress();
      byte[] other = InetAddress.getByName(unbracketed(host)).getAddress();
      return one.length == other.length
          && samePrefix(one, other, Integer.parseInt(range.substring(slash + 1)));
    } catch (UnknownHostException | NumberFormatException e) {
      return false;
    }
  }

  private static boolean samePrefix(byte[] one, byte[] other, int bits) {
    for (int bit = 0; bit < Math.min(bits, one.length * 8); bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
