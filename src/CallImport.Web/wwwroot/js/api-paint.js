// Colours text without ever taking it for markup: every piece becomes a text node of its own.
const graphql = /(?<c>#.*)|(?<s>"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"?)|(?<v>\$\w+)|(?<n>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<k>\b(?:query|mutation|subscription|fragment|on|true|false|null)\b|@\w+)/g;
const json = /(?<k>"(?:\\.|[^"\\])*"(?=\s*:))|(?<s>"(?:\\.|[^"\\])*")|(?<n>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b)/g;

// Beyond this the colours would cost more than they help.
const mostCharacters = 200_000;

const paint = (element, text, pattern) => {
  if (text.length > mostCharacters) {
    element.textContent = text;
    return;
  }

  const pieces = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const span = document.createElement("span");
    span.className = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    span.textContent = match[0];
    pieces.push(text.slice(end, match.index), span);
    end = match.index + match[0].length;
  }

  element.replaceChildren(...pieces, text.slice(end));
};

export const paintGraphQL = (element, text) => paint(element, text, graphql);
export const paintJson = (element, text) => paint(element, text, json);
