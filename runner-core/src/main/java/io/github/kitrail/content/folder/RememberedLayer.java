package io.github.kitrail.content.folder;

import io.github.kitrail.modelkit.Digest;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a layer that was read before.
 *
 * @param size the layer's bytes
 * @param diffId as {@link FolderLayer#diffId()}
 * @param files each file's digest; null when nobody asked for them at that time
 */
record RememberedLayer(
    Digest digest, long size, @Nullable Digest diffId, @Nullable Map<String, Digest> files) {

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(digest.hex());
    out.writeLong(size);
    out.writeUTF(diffId == null ? "" : diffId.hex());
    out.writeInt(files == null ? -1 : files.size());
    if (files != null) {
      for (Map.Entry<String, Digest> file : files.entrySet()) {
        out.writeUTF(file.getKey());
        out.writeUTF(file.getValue().hex());
      }
    }
  }

  /**
   * @throws IllegalArgumentException when it is damaged
   */
  static RememberedLayer read(DataInputStream in) throws IOException {
    Digest digest = new Digest(in.readUTF());
    long size = in.readLong();
    String diffId = in.readUTF();
    int count = in.readInt();
    Map<String, Digest> files = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String path = in.readUTF();
      files.put(path, new Digest(in.readUTF()));
    }
    return new RememberedLayer(
        digest, size, diffId.isEmpty() ? null : new Digest(diffId), count < 0 ? null : files);
  }
}
