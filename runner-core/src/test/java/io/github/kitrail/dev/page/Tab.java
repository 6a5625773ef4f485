package io.github.kitrail.dev.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page as a person sees it: real clicks and keys, and what it complained about. */
final class Tab {
  private static final int TRIES = 400;
  private static final int PAUSE_MILLISECONDS = 25;
  private static final int CTRL = 2;

  private record Key(String code, int number, String text) {}

  private static final Map<String, Key> KEYS =
      Map.of(
          "Enter", new Key("Enter", 13, "\r"),
          "Escape", new Key("Escape", 27, ""),
          "Tab", new Key("Tab", 9, ""),
          "ArrowUp", new Key("ArrowUp", 38, ""),
          "k", new Key("KeyK", 75, ""),
          "a", new Key("KeyA", 65, ""),
          "/", new Key("Slash", 191, ""),
          ",", new Key("Comma", 188, ""));

  private final DevTools tools;
  private final String session;
  private final String context;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Tab(DevTools tools, String session, String context) throws Exception {
    this.tools = tools;
    this.session = session;
    this.context = context;
    tools.listen(session, this::hear);
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM")) {
      send(domain + ".enable", Map.of());
    }
    size(1280, 800);
  }

  private void hear(JsonNode event) {
    JsonNode told = event.path("params");
    switch (event.path("method").asText()) {
      case "Runtime.exceptionThrown" ->
          complaints.add(told.path("exceptionDetails").path("exception").path("description") + "");
      case "Log.entryAdded" -> {
        if (told.path("entry").path("level").asText().equals("error")) {
          complaints.add(told.path("entry").path("text").asText());
        }
      }
      case "Page.javascriptDialogOpening" -> {
        complaints.add("a dialog: " + told.path("message").asText());
        CompletableFuture.runAsync(this::dismiss);
      }
      case "Network.requestWillBeSent" -> requests.add(told.path("request").path("url").asText());
      default -> {}
    }
  }

  private void dismiss() {
    try {
      tools.sendSoon(session, "Page.handleJavaScriptDialog", Map.of("accept", false));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Errors of scripts, what the content security policy stopped, dialogs. */
  List<String> complaints() {
    return complaints;
  }

  /** The addresses that were asked for. */
  List<String> requests() {
    return requests;
  }

  String context() {
    return context;
  }

  JsonNode send(String method, Object parameters) throws Exception {
    return tools.send(session, method, parameters);
  }

  /** Opens an address and waits for the page to be ready for a message. */
  void open(String url) throws Exception {
    send("Page.navigate", Map.of("url", url));
    until("document.readyState === 'complete' && document.querySelector('#facts dl')");
  }

  void reload() throws Exception {
    evaluate("document.body.dataset.old = 'yes'");
    send("Page.reload", Map.of());
    until("document.body?.dataset.old === undefined && document.querySelector('#facts dl')");
  }

  /** The value of an expression, which may be a promise. */
  JsonNode evaluate(String expression) throws Exception {
    Map<String, Object> parameters =
        Map.of("expression", expression, "returnByValue", true, "awaitPromise", true);
    JsonNode result = send("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + "\n" + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** The text of an element, as it is laid out. */
  String text(String selector) throws Exception {
    return evaluate("document.querySelector(" + quoted(selector) + ")?.innerText ?? '(none)'")
        .asText();
  }

  int count(String selector) throws Exception {
    return evaluate("document.querySelectorAll(" + quoted(selector) + ").length").asInt();
  }

  /** Waits for an expression to be true. */
  void until(String expression) throws Exception {
    for (int tries = 0; tries < TRIES; tries++) {
      if (evaluate("Boolean(" + expression + ")").asBoolean()) {
        return;
      }
      Thread.sleep(PAUSE_MILLISECONDS);
    }
    String body = evaluate("document.body.innerText").asText();
    throw new AssertionError("never true: " + expression + "\n" + body + "\n" + complaints);
  }

  /** Clicks into the middle of an element, which must be there to be hit. */
  void click(String selector) throws Exception {
    String find = "document.querySelector(" + quoted(selector) + ")";
    until(find);
    evaluate(find + ".scrollIntoView({block: 'nearest'})");
    JsonNode place =
        evaluate(
            "(() => { const r = "
                + find
                + ".getBoundingClientRect(); return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
    evaluate(
        "(() => { const hit = document.elementFromPoint(%s, %s); const it = %s; if (!it.contains(hit) && !hit?.contains(it)) throw Error('covered by ' + hit?.outerHTML); })()"
            .formatted(place.path("x"), place.path("y"), find));
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      Map<String, Object> event = new HashMap<>(Map.of("type", type, "clickCount", 1));
      event.put("button", type.equals("mouseMoved") ? "none" : "left");
      event.put("x", place.path("x"));
      event.put("y", place.path("y"));
      send("Input.dispatchMouseEvent", event);
    }
  }

  /** Types into what has the focus. */
  void type(String text) throws Exception {
    send("Input.insertText", Map.of("text", text));
  }

  /** Clicks a field, and replaces what it says. */
  void fill(String selector, String text) throws Exception {
    click(selector);
    evaluate("document.activeElement.select()");
    type(text);
  }

  void press(String key) throws Exception {
    press(key, 0);
  }

  void pressWithCtrl(String key) throws Exception {
    press(key, CTRL);
  }

  void press(String name, int modifiers) throws Exception {
    Key key = KEYS.get(name);
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> event = new HashMap<>(Map.of("type", type, "key", name));
      event.put("code", key.code());
      event.put("windowsVirtualKeyCode", key.number());
      event.put("modifiers", modifiers);
      if (!key.text().isEmpty() && type.equals("keyDown")) {
        event.put("text", key.text());
      }
      send("Input.dispatchKeyEvent", event);
    }
  }

  /** In CSS pixels; below 500 wide, as a phone with fingers. */
  void size(int width, int height) throws Exception {
    boolean phone = width < 500;
    Map<String, Object> metrics =
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone);
    send("Emulation.setDeviceMetricsOverride", metrics);
  }

  /** What the system says that its user prefers. */
  void prefer(String scheme) throws Exception {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Kept as output of the tests, for people to look at. */
  void screenshot(String name) throws Exception {
    JsonNode image = send("Page.captureScreenshot", Map.of("format", "png"));
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(
        folder.resolve(name + ".png"), Base64.getDecoder().decode(image.path("data").asText()));
  }

  /** Chooses a file in a field. */
  void choose(String selector, Path file) throws Exception {
    JsonNode root = send("DOM.getDocument", Map.of()).path("root").path("nodeId");
    JsonNode node = send("DOM.querySelector", Map.of("nodeId", root, "selector", selector));
    Map<String, Object> files =
        Map.of("nodeId", node.path("nodeId"), "files", List.of(file.toAbsolutePath().toString()));
    send("DOM.setFileInputFiles", files);
  }

  /** Lets a test read what the page has copied. */
  void allowClipboard(String url) throws Exception {
    List<String> permissions = List.of("clipboardReadWrite", "clipboardSanitizedWrite");
    Map<String, Object> grant =
        Map.of(
            "origin",
            url.replaceAll("/$", ""),
            "permissions",
            permissions,
            "browserContextId",
            context);
    tools.send("", "Browser.grantPermissions", grant);
    send("Page.bringToFront", Map.of());
    send("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
  }

  /** Puts downloads into a folder. */
  void downloadTo(Path folder) throws Exception {
    Map<String, String> parameters =
        Map.of(
            "behavior",
            "allow",
            "downloadPath",
            folder.toAbsolutePath().toString(),
            "browserContextId",
            context);
    tools.send("", "Browser.setDownloadBehavior", parameters);
  }

  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
