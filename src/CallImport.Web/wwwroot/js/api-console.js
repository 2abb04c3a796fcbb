// The console of the API page: an editor with colours, an answer, and what was asked before.
import { paintGraphQL, paintJson } from "./api-paint.js";
import { send } from "./api-send.js";

const pastKey = "callimport-api-past";
const mostPast = 20;

const past = () => {
  try { return JSON.parse(sessionStorage.getItem(pastKey)) ?? []; } catch { return []; }
};

/** Operations of a document with where they stand; braces, strings and comments decide what is on top. */
export const operationsIn = (text) => {
  const plain = text.replace(/"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#.*/g, (piece) => " ".repeat(piece.length));
  const found = [];
  let depth = 0;
  for (const { 0: word, index } of plain.matchAll(/[{}]|\b(?:query|mutation|subscription|fragment)\b\s*\w*/g)) {
    if (word === "{") {
      if (depth === 0 && !found.some((one) => one.open)) { found.push({ kind: "query", name: undefined, start: index, open: true }); }
      depth++;
    } else if (word === "}") {
      depth--;
      if (depth === 0) { found.filter((one) => one.open).forEach((one) => { one.open = false; one.end = index; }); }
    } else if (depth === 0) {
      const [kind, name] = word.split(/\s+/);
      found.push({ kind, name: name || undefined, start: index, open: true });
    }
  }

  return found.filter((one) => one.kind !== "fragment");
};

export const attach = (root) => {
  const end = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: end.signal });
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [editor, layer, query, variables, run, stop, status, result, history, list] =
    ["editor", "paint", "query", "variables", "run", "stop", "status", "result", "history", "past"].map(find);
  let asking;

  const tell = (text, isBad) => {
    status.textContent = text;
    status.dataset.tone = isBad ? "bad" : "";
  };

  const paint = () => {
    paintGraphQL(layer, `${query.value}\n`);
    layer.scrollTo(query.scrollLeft, query.scrollTop);
    editor.dataset.painted = "";
  };

  const fill = (text, values) => {
    query.value = text;
    variables.value = values ?? "";
    query.setSelectionRange(0, 0);
    query.scrollTo(0, 0);
    paint();
  };

  const showPast = () => {
    const items = past();
    history.hidden = items.length === 0;
    list.replaceChildren(...items.map((text) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text.replace(/\s+/g, " ").trim();
      on(button, "click", () => { fill(text, variables.value); query.focus(); });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
  };

  /** A mutation may hold a secret in its text, and variables do; neither is kept. */
  const remember = (text) => {
    if (operationsIn(text).some((one) => one.kind === "mutation")) { return; }
    sessionStorage.setItem(pastKey, JSON.stringify([text, ...past().filter((other) => other !== text)].slice(0, mostPast)));
    showPast();
  };

  const readVariables = () => {
    const text = variables.value.trim();
    return text === "" ? undefined : JSON.parse(text);
  };

  const chosen = () => {
    const operations = operationsIn(query.value);
    const at = query.selectionStart;
    return operations.length < 2 ? undefined : (operations.findLast((one) => one.start <= at) ?? operations[0]).name;
  };

  const setBusy = (busy) => {
    run.disabled = busy;
    stop.hidden = !busy;
  };

  const ask = async () => {
    if (asking) { return; }
    let values;
    try {
      values = readVariables();
    } catch (fault) {
      tell(`The variables are not JSON: ${fault.message}`, true);
      variables.focus();
      return;
    }

    const began = performance.now();
    const took = () => `${Math.round(performance.now() - began).toLocaleString("en")} ms`;
    asking = new AbortController();
    setBusy(true);
    tell("Asking …");
    remember(query.value);
    let last = 0;
    try {
      await send({ query: query.value, variables: values, operationName: chosen() }, (answer, code, number) => {
        last = number;
        const text = typeof answer === "string" ? answer : JSON.stringify(answer, null, 2);
        paintJson(result, text);
        const bad = code >= 400 || (answer?.errors?.length ?? 0) > 0;
        const size = `${(new Blob([text]).size / 1000).toFixed(1)} kB`;
        tell(number > 0 ? `${code} · event ${number} after ${took()} · following` : `${code} · ${took()} · ${size}`, bad);
      }, AbortSignal.any([asking.signal, end.signal]));
      if (last > 0) { tell(`Complete after ${last} ${last === 1 ? "event" : "events"} and ${took()}`); }
    } catch (fault) {
      tell(asking.signal.aborted ? `Stopped after ${took()}` : `The server could not be asked: ${fault.message}`, !asking.signal.aborted);
    } finally {
      asking = undefined;
      setBusy(false);
    }
  };

  /** The next line begins where this one does; Tab stays what it is for people who use the keyboard to get on. */
  const indent = (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) { return; }
    event.preventDefault();
    const before = query.value.slice(0, query.selectionStart);
    const start = before.slice(before.lastIndexOf("\n") + 1).match(/^ */)[0] + (before.trimEnd().endsWith("{") ? "  " : "");

    // Setting the value would take the browser's undo away.
    document.execCommand("insertText", false, `\n${start}`);
  };

  on(query, "input", paint);
  on(query, "scroll", () => layer.scrollTo(query.scrollLeft, query.scrollTop));
  on(query, "keydown", indent);
  on(root, "keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    }
  });
  on(run, "click", ask);
  on(stop, "click", () => asking?.abort());
  showPast();

  return { load: fill, stop: () => { end.abort(); asking?.abort(); } };
};
