// What the page does when something is clicked, typed or heard.
import { setUpComposer, showComposer, showPrompt, takeMessage } from "./composer.js";
import { byId, download, toast } from "./dom.js";
import { closeAbove } from "./drawers.js";
import { showFacts } from "./facts.js";
import { showFigures } from "./figures.js";
import { setUpKeys } from "./keys.js";
import { announce, notice } from "./notice.js";
import { panelComplaint, showPanel } from "./panel.js";
import { PARAMETERS } from "./parameters.js";
import { showSidebar } from "./sidebar.js";
import { onOtherTab, storageComplaint } from "./store.js";
import { exported, fileName, imported } from "./transfer.js";
import { MessagesView } from "./view.js";
import { Workspace } from "./workspace.js";
import { Writer } from "./writer.js";

export class Conversing {
  #drawing = 0;

  constructor(info) {
    this.info = info;
    this.canChat = info.model.chatTemplate;
    this.workspace = new Workspace(this.canChat);
    this.writer = new Writer((conversation, done) => this.#progress(conversation, done));
    this.view = new MessagesView({
      info,
      isWriting: (conversation) => this.writer.isWritingTo(conversation),
      regenerate: (index) => this.regenerate(index),
      edited: (index, text) => this.edited(index, text),
    });
  }

  get #current() {
    return this.workspace.current;
  }

  start() {
    const name = this.info.kitfile?.name ?? this.info.reference;
    document.title = `${name} · Kitrail`;
    byId("model-name").textContent = this.info.reference;
    showFacts(byId("facts"), this.info);
    setUpComposer({
      send: () => this.send(),
      stop: () => this.writer.stop(),
      undo: () => this.undo(),
      again: () => this.again(),
      editLast: () => this.editLast(),
      promptChanged: (text) => this.promptChanged(text),
    });
    setUpKeys({ stop: () => this.#stop(), create: () => this.create() });
    byId("new-chat").addEventListener("click", () => this.create());
    byId("mode").addEventListener("change", (event) => this.#changeMode(event.target.value));
    byId("export-all").addEventListener("click", () => this.#export(this.workspace.conversations, "conversations"));
    byId("import").addEventListener("click", () => byId("import-file").click());
    byId("import-file").addEventListener("change", (event) => this.#import(event.target));
    onOtherTab(() => {
      const other = this.workspace.reload((it) => this.writer.isWritingTo(it));
      return other ? this.show() : this.#sidebar();
    });
    this.show();
    this.#focus();
  }

  #focus() {
    byId(this.#current.mode === "chat" ? "composer-text" : "prompt-text").focus();
  }

  /** Shows everything anew. */
  show() {
    const conversation = this.#current;
    showPanel(() => this.#current, this.info, () => this.workspace.touch(this.#current));
    this.view.show(conversation);
    showPrompt(conversation);
    this.#notice();
    this.#around();
  }

  #around() {
    const writing = this.writer.isRunning();
    byId("title").textContent = this.#current.title;
    showComposer(this.#current, writing);
    this.#figures();
    this.#sidebar();
  }

  #figures() {
    const { mode, messages, figures } = this.#current;
    const newest = mode === "chat" ? messages.findLast((it) => it.figures)?.figures : figures;
    showFigures(newest, this.info.contextSize, this.writer.isWritingTo(this.#current));
  }

  #sidebar() {
    showSidebar(this.workspace.conversations, this.#current, {
      open: (it) => this.#open(it),
      rename: (it, title) => {
        this.workspace.rename(it, title);
        this.#around();
      },
      remove: (it) => this.#remove(it),
      save: (it) => this.#export([it], it.title),
    });
  }

  #notice() {
    const { mode, error, template } = this.#current;
    if (mode === "prompt" && error) {
      notice(error, "bad", "Try again", () => this.again());
    } else if (storageComplaint()) {
      notice(storageComplaint());
    } else if (!this.canChat && mode === "prompt") {
      notice("This model has no chat template: it goes on from a text rather than answering, so the page starts in prompt mode.", "mild");
    } else if (mode === "chat" && template === "none" && !this.canChat) {
      notice("This model has no chat template: your messages are put together as plain text, and the answers may show it. If you know its template, choose it in the settings.", "mild");
    } else {
      notice("");
    }
  }

  create() {
    this.workspace.create();
    this.show();
    closeAbove();
    this.#focus();
  }

  #open(conversation) {
    this.workspace.flush();
    this.workspace.open(conversation);
    this.show();
    closeAbove();
    this.#focus();
  }

  #remove(conversation) {
    this.#stopWritingTo(conversation);
    const bringBack = this.workspace.remove(conversation);
    this.show();
    toast(`"${conversation.title}" is deleted.`, "Undo", () => {
      bringBack();
      this.show();
    });
  }

  #changeMode(mode) {
    this.#current.mode = mode;
    this.workspace.touch(this.#current);
    this.show();
  }

  send() {
    if (!this.#mayWrite()) {
      return;
    }
    if (this.#current.mode === "chat") {
      const content = takeMessage();
      if (content === "") {
        return;
      }
      this.#current.messages.push({ role: "user", content });
    } else if (this.#current.prompt === "") {
      notice("There is no text to go on from yet. Write one first.", "mild");
      return;
    }
    this.#write();
  }

  #mayWrite() {
    const complaint = panelComplaint();
    if (complaint) {
      notice(complaint);
    }
    return !complaint && !this.writer.isRunning();
  }

  #write() {
    this.#notice();
    const conversation = this.#current;
    this.writer.write(conversation);
    this.view.show(conversation);
    this.#around();
  }

  /** At most once for each frame: a fast model writes faster than a screen shows. */
  #progress(conversation, done) {
    this.workspace.touch(conversation);
    if (done) {
      this.workspace.flush();
    }
    if (conversation === this.#current && !done) {
      this.#drawing ||= requestAnimationFrame(() => this.#draw());
    }
    if (done) {
      cancelAnimationFrame(this.#drawing);
      this.#draw();
      announce(conversation.mode === "chat" ? `The model: ${conversation.messages.at(-1)?.content ?? ""}` : "The text goes on.");
      this.#around();
      this.#notice();
    }
  }

  #draw() {
    this.#drawing = 0;
    if (this.#current.mode === "chat") {
      if (this.#current.messages.length > 0) {
        this.view.update();
      }
    } else {
      showPrompt(this.#current);
    }
    this.#figures();
  }

  #stopWritingTo(conversation) {
    if (this.writer.isWritingTo(conversation)) {
      this.writer.stop();
    }
  }

  #stop() {
    const running = this.writer.isRunning();
    this.writer.stop();
    return running;
  }

  /** Answers anew; what came after goes, and can be brought back. */
  regenerate(index) {
    if (this.#mayWrite()) {
      this.#cut(index);
      this.#write();
    }
  }

  edited(index, text) {
    if (text.trim() === "" || !this.#mayWrite()) {
      return;
    }
    const { role } = this.#current.messages[index];
    this.#cut(index);
    this.#current.messages.push({ role, content: text.trim() });
    this.workspace.touch(this.#current);
    if (role === "user") {
      this.#write();
    } else {
      this.show();
    }
    byId("composer-text").focus();
  }

  #cut(index) {
    const conversation = this.#current;
    const before = conversation.messages;
    conversation.messages = before.slice(0, index);
    if (before.slice(index).some((it) => it.content !== "")) {
      toast("What stood there is replaced.", "Undo", () => {
        this.#stopWritingTo(conversation);
        conversation.messages = before;
        this.workspace.touch(conversation);
        this.show();
      });
    }
  }

  editLast() {
    const last = this.#current.messages.findLastIndex((it) => it.role === "user");
    if (last >= 0) {
      this.view.edit(last);
    }
  }

  promptChanged(text) {
    Object.assign(this.#current, { prompt: text, before: null });
    this.workspace.touch(this.#current);
    this.#around();
  }

  undo() {
    Object.assign(this.#current, { prompt: this.#current.before, before: null, error: null, figures: null });
    this.workspace.touch(this.#current);
    this.show();
  }

  again() {
    if (this.#mayWrite()) {
      this.undo();
      this.#write();
    }
  }

  #export(conversations, name) {
    download(fileName(name), exported(conversations, this.info.reference));
  }

  async #import(field) {
    const [file] = field.files;
    field.value = ""; // so that the same file can be chosen again
    try {
      const added = imported(await file.text(), PARAMETERS);
      this.workspace.add(added);
      this.show();
      toast(added.length === 1 ? "One conversation was imported." : `${added.length} conversations were imported.`);
    } catch (e) {
      notice(e.message);
    }
  }
}
