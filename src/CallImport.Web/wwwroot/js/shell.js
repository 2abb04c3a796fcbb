// The little that a page needs from the browser. Imported by components, never inline.
export const markInteractive = () => { document.body.dataset.interactive = "true"; };

export const chooseTheme = (theme) => window.callImportViewer.choose(theme);

export const timeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";

export const isDark = () => window.callImportViewer.paint();

export const watchTheme = (component) => {
  const listener = (dark) => component.invokeMethodAsync("ThemeChanged", dark);
  window.callImportViewer.listeners.add(listener);
  return { stop: () => window.callImportViewer.listeners.delete(listener) };
};
