// Finds words in the lines of a transcript and marks them without touching the lines (CSS highlights), so that nothing is rendered again.
const canMark = typeof Highlight === "function" && "highlights" in CSS;

const wordsOf = (text) => text.replace(/(^|\s)-\S+/g, " ").split(/["\s]+/).filter((word) => word.length > 1 && word.toLowerCase() !== "or");

/** Places of `text` in the lines; if it is nowhere as a whole, places of each of its words. */
const placesOf = (text, lines) => {
  const look = (needle) => {
    const places = [];
    const small = needle.toLowerCase();
    lines.forEach((line, index) => {
      const node = line.querySelector("p")?.firstChild;
      const body = node?.data?.toLowerCase() ?? "";
      for (let at = body.indexOf(small); at >= 0 && places.length < 2000; at = body.indexOf(small, at + small.length)) {
        places.push({ index, node, at, length: needle.length });
      }
    });
    return places;
  };
  const whole = look(text.trim().replaceAll("\"", ""));
  return whole.length > 0 ? whole : wordsOf(text).flatMap(look).sort((a, b) => a.index - b.index || a.at - b.at);
};

export const searchIn = (root, lines, show) => {
  const end = new AbortController();
  const field = root.querySelector("[data-search]");
  const count = root.querySelector("[data-hits]");
  let places = [];
  let chosen = -1;
  let timer;

  const rangeOf = (place) => {
    const range = new Range();
    range.setStart(place.node, place.at);
    range.setEnd(place.node, Math.min(place.node.length, place.at + place.length));
    return range;
  };

  const choose = (index) => {
    lines[places[chosen]?.index]?.removeAttribute("data-hit");
    chosen = index;
    const place = places[index];
    count.textContent = field.value.trim() === "" ? "" : place ? `${index + 1} of ${places.length}` : "nothing";
    if (canMark) { CSS.highlights.set("transcript-hit-current", place ? new Highlight(rangeOf(place)) : new Highlight()); }
    if (place) {
      lines[place.index].setAttribute("data-hit", "");
      show(lines[place.index]);
    }
  };

  const run = () => {
    lines[places[chosen]?.index]?.removeAttribute("data-hit");
    places = field.value.trim() === "" ? [] : placesOf(field.value, lines);
    chosen = -1;
    if (canMark) { CSS.highlights.set("transcript-hit", new Highlight(...places.map(rangeOf))); }
    choose(places.length > 0 ? 0 : -1);
  };

  const move = (by) => { if (places.length > 0) { choose((chosen + by + places.length) % places.length); } };

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 150); }, { signal: end.signal });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      move(event.shiftKey ? -1 : 1);
    }
  }, { signal: end.signal });
  root.querySelector("[data-search-form]").addEventListener("submit", (event) => event.preventDefault(), { signal: end.signal });

  return {
    move,
    find: (text) => { field.value = text; run(); },
    start: () => { if (field.value.trim() !== "") { run(); } },
    stop: () => {
      clearTimeout(timer);
      end.abort();
      if (canMark) {
        CSS.highlights.delete("transcript-hit");
        CSS.highlights.delete("transcript-hit-current");
      }
    },
  };
};
