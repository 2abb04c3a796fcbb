// Runs before the first paint: tells the server by cookies what it cannot know (system theme, time zone) and paints at once what was chosen.
(() => {
  const year = 31536000;
  const secure = location.protocol === "https:" ? "; secure" : "";
  const keep = (name, value) => {
    document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax${secure}`;
  };
  const read = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
  const system = matchMedia("(prefers-color-scheme: dark)");
  const listeners = new Set();

  const paint = () => {
    const chosen = read("theme");
    const dark = chosen === "dark" || (chosen !== "light" && system.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    document.querySelector("meta[name=color-scheme]")?.setAttribute("content", dark ? "dark" : "light");
    return dark;
  };

  const noteSystem = () => {
    keep("scheme", system.matches ? "dark" : "light");
    const dark = paint();
    listeners.forEach((listener) => listener(dark));
  };

  system.addEventListener("change", noteSystem);
  noteSystem();
  keep("zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC");

  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".skip-link")) {
      event.preventDefault();
      const main = document.getElementById("main");
      main?.focus();
      main?.scrollIntoView();
    }
  }, true);

  window.callImportViewer = {
    choose(theme) { keep("theme", theme); return paint(); },
    paint,
    listeners,
    focusHeading() {
      const heading = document.querySelector("h1");
      // Headings take the focus only when told so.
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
    },
    copy: (text) => navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false,
  };
})();
