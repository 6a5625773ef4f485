package io.github.kitrail.evidence.keyless;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kitrail.modelkit.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A small TUF repository with consistent snapshots, laid out as sigstore's: a key for the root and
 * the targets, one for snapshot and timestamp. Each {@link #publish} makes the next version of all
 * but the root.
 */
final class TufRepository {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> targets = new LinkedHashMap<>();
  private final Instant now;
  private TufRole offline;
  private TufRole online;
  private int rootVersion;
  private int version;
  private Duration life = Duration.ofDays(7);

  TufRepository(Instant now) throws Exception {
    this.now = now;
    this.offline = TufRole.ecdsa();
    this.online = TufRole.ed25519();
    publishRoot(List.of(offline));
  }

  TufRepository target(String name, byte[] content) {
    targets.put(name, content);
    return this;
  }

  /** How long timestamp and snapshot are good. */
  TufRepository living(Duration time) {
    life = time;
    return this;
  }

  byte[] root() {
    return files.get("1.root.json");
  }

  /** New keys for all roles, in a root that old and new vouch for. */
  TufRepository rotate() throws Exception {
    TufRole before = offline;
    offline = TufRole.ed25519();
    online = TufRole.ecdsa();
    publishRoot(List.of(before, offline));
    return this;
  }

  /** The same, that nobody vouches for who was trusted before. */
  TufRepository usurp() throws Exception {
    offline = TufRole.ecdsa();
    online = TufRole.ecdsa();
    publishRoot(List.of(offline));
    return this;
  }

  private void publishRoot(List<TufRole> signers) throws Exception {
    rootVersion++;
    ObjectNode root = metadata("root", rootVersion, Duration.ofDays(180));
    root.put("consistent_snapshot", true);
    ObjectNode keys = root.putObject("keys");
    keys.set(offline.id(), offline.key());
    keys.set(online.id(), online.key());
    ObjectNode roles = root.putObject("roles");
    Map.of("root", offline, "targets", offline, "snapshot", online, "timestamp", online)
        .forEach(
            (role, key) -> {
              ObjectNode of = roles.putObject(role);
              of.putArray("keyids").add(key.id());
              of.put("threshold", 1);
            });
    files.put(rootVersion + ".root.json", TufRole.sign(root, signers));
  }

  TufRepository publish() throws Exception {
    version++;
    ObjectNode list = metadata("targets", version, Duration.ofDays(180));
    ObjectNode named = list.putObject("targets");
    targets.forEach(
        (name, content) -> {
          String hash = Digest.of(content).hex();
          ObjectNode target = named.putObject(name);
          target.put("length", content.length);
          target.putObject("hashes").put("sha256", hash);
          files.put("targets/" + hash + "." + name, content);
        });
    put(version + ".targets.json", list, offline);
    ObjectNode snapshot = metadata("snapshot", version, life);
    snapshot.putObject("meta").putObject("targets.json").put("version", version);
    put(version + ".snapshot.json", snapshot, online);
    ObjectNode timestamp = metadata("timestamp", version, life);
    timestamp.putObject("meta").putObject("snapshot.json").put("version", version);
    put("timestamp.json", timestamp, online);
    return this;
  }

  private void put(String name, ObjectNode signed, TufRole signer) throws Exception {
    files.put(name, TufRole.sign(signed, List.of(signer)));
  }

  private ObjectNode metadata(String type, int number, Duration good) {
    ObjectNode metadata = JSON.createObjectNode();
    metadata.put("_type", type);
    metadata.put("spec_version", "1.0");
    metadata.put("version", number);
    metadata.put("expires", now.plus(good).toString());
    return metadata;
  }

  /** The same length, so that nobody is stopped by that alone. */
  TufRepository tamper(String fileEnd, String before, String after) {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(fileEnd)) {
        String text = new String(file.getValue(), StandardCharsets.UTF_8);
        file.setValue(text.replace(before, after).getBytes(StandardCharsets.UTF_8));
      }
    }
    return this;
  }
}
