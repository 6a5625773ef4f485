// Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html, as far as
// OpenAI's API uses them. EventSource cannot POST.

/**
 * The data of each event of a body.
 * @param {ReadableStream<Uint8Array>} body
 */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let data = [];
  try {
    for (;;) {
      const { value, done } = await reader.read();
      rest += done ? "\n\n" : value;
      // A lone \r at the end may be the first half of \r\n.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0) {
            yield data.join("\n");
          }
          data = [];
        } else if (line.startsWith("data:")) {
          data.push(line.slice(line[5] === " " ? 6 : 5));
        }
      }
      if (done) {
        return;
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // whoever stops reading stops the server's writing
  }
}
