package io.github.kitrail.dev.page;

import io.github.kitrail.dev.DevServer;
import io.github.kitrail.dev.ModelSession;
import io.github.kitrail.dev.ServedModel;
import io.github.kitrail.dev.ServedModel.KitfileFacts;
import io.github.kitrail.dev.ServedModel.ModelFacts;
import io.github.kitrail.dev.ServedModel.SignatureFacts;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real server with a scripted model behind it. */
record ServedPage(ScriptedModel model, ModelSession session, DevServer server, String url)
    implements AutoCloseable {

  static ServedPage start() throws Exception {
    return start(true, null);
  }

  static ServedPage start(boolean chatTemplate, @Nullable String token) throws Exception {
    ScriptedModel model = new ScriptedModel();
    ModelSession session = ModelSession.open(() -> model);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    DevServer server =
        DevServer.start(
            loopback, 0, token, session, facts(chatTemplate), Clock.systemUTC(), line -> {});
    String url = "http://127.0.0.1:" + server.port() + "/";
    return new ServedPage(model, session, server, url);
  }

  private static ServedModel facts(boolean chatTemplate) {
    return new ServedModel(
        "registry.example.com/acme/faq-bot:1.2.0",
        "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        new KitfileFacts(
            "faq-bot",
            "1.2.0",
            "Apache-2.0",
            "Answers questions about the railway.",
            List.of("Ada <ada@example.com>")),
        new ModelFacts(
            "faq-bot.gguf", "faq", "llama", 115_008, "F16", 256, chatTemplate, 243_872, List.of()),
        "scripted 1",
        new SignatureFacts("unsigned", "Nobody has signed it."));
  }

  @Override
  public void close() {
    server.close();
    session.close();
  }
}
