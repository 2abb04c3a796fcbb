// Asks the API as programs do, but with the session of the page.
const address = "/graphql";
const headers = {
  "Content-Type": "application/json",
  "Accept": "application/graphql-response+json, text/event-stream",
};

/** What the server-sent events of a stream carry, one after the other. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) { return; }
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const of = (name) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim()).join("\n");
      if (of("event") === "complete") { return; }
      if (of("event") === "next") { yield JSON.parse(of("data")); }
    }
  }
}

/**
 * Sends an operation; `show(answer, status, number)` hears each answer: one of a query or mutation, many of a subscription.
 * Resolves when there is nothing more to come.
 */
export const send = async (request, show, signal) => {
  const response = await fetch(address, { method: "POST", headers, body: JSON.stringify(request), signal });
  if (response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
    let number = 0;
    for await (const answer of events(response.body)) { show(answer, response.status, ++number); }
    return;
  }

  const text = await response.text();
  try {
    show(JSON.parse(text), response.status, 0);
  } catch {
    show(text || response.statusText, response.status, 0);
  }
};
