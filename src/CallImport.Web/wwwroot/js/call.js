// Plays a call and keeps its transcript in step. All of it happens here: the server hears nothing of it while it plays.
import { searchIn } from "./transcript-search.js";

const step = { back: -10, forward: 10 };
const clock = (seconds) => {
  const s = Math.max(0, Math.floor(seconds));
  const tail = String(s % 60).padStart(2, "0");
  return s < 3600 ? `${Math.floor(s / 60)}:${tail}` : `${Math.floor(s / 3600)}:${String(Math.floor(s / 60) % 60).padStart(2, "0")}:${tail}`;
};
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const faults = { 2: "The connection was lost.", 3: "Its data could not be read.", 4: "This browser does not know its format, or it is gone." };

export const attach = (root) => {
  const end = new AbortController();
  const on = (target, type, handler, options) => target?.addEventListener(type, handler, { signal: end.signal, ...options });
  const find = (name) => root.querySelector(`[data-${name}]`);
  const [audio, seek, strip, drawn, now, total, note, list] = ["audio", "seek", "strip", "drawn", "now", "total", "note", "lines"].map(find);
  const player = audio?.closest("section");
  const lines = list ? [...list.children] : [];
  const starts = lines.map((line) => Number(line.dataset.at) / 1000);
  const follow = root.querySelector("[data-act=follow]");
  let current = -1;
  let following = true;
  let dragging = false;

  const duration = () => (Number.isFinite(audio?.duration) && audio.duration > 0 ? audio.duration : Number(root.dataset.duration) / 1000);

  const show = (line) => {
    const room = list.clientHeight;
    const top = line.offsetTop - list.offsetTop;
    list.scrollTo({ top: top - room / 3, behavior: calm() || Math.abs(list.scrollTop - top) > 2 * room ? "auto" : "smooth" });
  };

  const lineAt = (seconds) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= seconds + 0.05) { low = middle + 1; } else { high = middle; }
    }
    return low - 1;
  };

  const paint = () => {
    const at = audio.currentTime;
    const whole = duration();
    now.textContent = clock(at);
    strip.style.setProperty("--at", whole > 0 ? Math.min(1, at / whole) : 0);
    if (!dragging) { seek.value = at; }
    seek.setAttribute("aria-valuetext", `${clock(at)} of ${clock(whole)}`);
    const line = lineAt(at);
    if (line !== current) {
      lines[current]?.removeAttribute("aria-current");
      current = line;
      lines[line]?.setAttribute("aria-current", "true");
      if (following && line >= 0) { show(lines[line]); }
    }
  };

  const setFollowing = (value) => {
    following = value;
    if (follow) { follow.hidden = value || !audio; }
    if (value && lines[current]) { show(lines[current]); }
  };

  const say = (text) => { note.textContent = text; };
  const play = () => audio.play().catch(() => say("The browser did not start the sound. Press play once more."));
  const toggle = () => (audio.paused ? play() : audio.pause());
  const go = (seconds, andPlay) => {
    if (!audio) { return; }
    audio.currentTime = Math.min(Math.max(0, seconds), duration());
    setFollowing(true);
    paint();
    if (andPlay) { play(); }
  };

  const copyLink = async () => {
    const address = new URL(location.href);
    address.search = "";
    address.searchParams.set("t", String(Math.floor(audio.currentTime)));
    try {
      await navigator.clipboard.writeText(address.href);
      say(`Link to ${clock(audio.currentTime)} copied.`);
    } catch {
      say(`Copy this address: ${address.href}`);
    }
  };

  const search = list && searchIn(root, lines, (line) => { setFollowing(false); show(line); });
  const acts = {
    play: toggle,
    back: () => go(audio.currentTime + step.back),
    forward: () => go(audio.currentTime + step.forward),
    link: copyLink,
    follow: () => setFollowing(true),
    next: () => search.move(1),
    previous: () => search.move(-1),
  };

  on(root, "click", (event) => {
    const target = event.target;
    const act = target.closest("[data-act]")?.dataset.act;
    const jump = target.closest("[data-jump]")?.dataset.jump;
    const words = target.closest("[data-find]")?.dataset.find;
    const line = target.closest("[data-at]");
    if (act) {
      acts[act]?.();
    } else if (jump) {
      if (audio) { go(Number(jump) / 1000, true); } else { const at = lines[lineAt(Number(jump) / 1000)]; if (at) { show(at); } }
    } else if (words) {
      search?.find(words);
      list?.scrollIntoView({ block: "nearest" });
    } else if (line && audio && getSelection().isCollapsed) {
      go(Number(line.dataset.at) / 1000, true);
    }
  });

  if (list) {
    for (const type of ["wheel", "touchmove"]) { on(list, type, () => { if (audio && !audio.paused) { setFollowing(false); } }, { passive: true }); }
    on(list, "pointerdown", (event) => { if (event.target === list && audio && !audio.paused) { setFollowing(false); } });
    on(list, "keydown", (event) => {
      if (["PageUp", "PageDown", "Home", "End"].includes(event.key)) { setFollowing(false); }
      const button = event.target.closest("li button");
      const delta = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (button && delta) {
        const next = lines[lines.indexOf(button.closest("li")) + delta]?.querySelector("button");
        if (next) {
          event.preventDefault();
          button.tabIndex = -1;
          next.tabIndex = 0;
          next.focus();
        }
      }
    });
  }

  const measure = new ResizeObserver(() => root.style.setProperty("--player-height", `${player.offsetHeight}px`));
  if (audio) {
    measure.observe(player);
    on(audio, "loadedmetadata", () => {
      const whole = duration();
      seek.max = whole;
      total.textContent = clock(whole);
      drawn.style.width = `${Math.min(100, Number(root.dataset.duration) / 10 / whole)}%`;
      paint();
    });
    for (const type of ["timeupdate", "seeked"]) { on(audio, type, paint); }
    for (const type of ["play", "pause", "ended"]) {
      on(audio, type, () => {
        player.toggleAttribute("data-playing", !audio.paused);
        root.querySelector("[data-act=play]").setAttribute("aria-label", audio.paused ? "Play" : "Pause");
        if (!audio.paused) { say(""); }
      });
    }
    on(audio, "error", () => {
      find("why").textContent = faults[audio.error?.code] ?? "";
      find("fault").hidden = false;
    });
    on(seek, "pointerdown", () => { dragging = true; });
    on(seek, "change", () => { dragging = false; });
    on(seek, "input", () => go(Number(seek.value)));
    on(find("strip"), "click", (event) => {
      if (event.target !== seek) {
        const box = strip.getBoundingClientRect();
        go(((event.clientX - box.left) / box.width) * duration());
      }
    });
    on(find("speed"), "change", (event) => { audio.playbackRate = Number(event.target.value); });
    on(find("volume"), "input", (event) => { audio.volume = Number(event.target.value); audio.muted = false; });

    const keys = find("keys");
    keys.checked = localStorage.getItem("player-keys") !== "off";
    on(keys, "change", () => localStorage.setItem("player-keys", keys.checked ? "on" : "off"));
    on(document, "keydown", (event) => {
      const target = event.target;
      if (!keys.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest?.("input, select, textarea, [contenteditable], [role=dialog]")) { return; }
      const isControl = target.closest?.("button, a, summary, [role=button]");
      const press = {
        k: toggle,
        j: acts.back,
        l: acts.forward,
        m: () => { audio.muted = !audio.muted; say(audio.muted ? "Sound off." : "Sound on."); },
        ArrowLeft: () => go(audio.currentTime - 5),
        ArrowRight: () => go(audio.currentTime + 5),
        " ": isControl ? undefined : toggle,
      }[event.key];
      if (press) {
        event.preventDefault();
        press();
      }
    });

    const begin = Number(root.dataset.start) / 1000;
    if (begin > 0) {
      const open = () => go(begin);
      if (audio.readyState > 0) { open(); } else { on(audio, "loadedmetadata", open, { once: true }); }
    }
  }

  search?.start();
  root.dataset.live = ""; // From here on a click is heard.
  return {
    stop: () => {
      end.abort();
      measure.disconnect();
      search?.stop();
      audio?.pause();
    },
  };
};
