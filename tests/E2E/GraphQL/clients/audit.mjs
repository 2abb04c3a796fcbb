// Asks a server everything that the current draft of GraphQL over HTTP says, as the package graphql-http knows it.
// Usage: node audit.mjs URL TOKEN; one JSON object on stdout.
import { serverAudits } from 'graphql-http';

const [url, token] = process.argv.slice(2);
const authorized = (input, init = {}) =>
  fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...(token ? { authorization: `Bearer ${token}` } : {}) } });

const results = [];
for (const audit of serverAudits({ url, fetchFn: authorized })) {
  const result = await audit.fn();
  results.push({ name: audit.name, status: result.status, reason: result.reason });
}

console.log(JSON.stringify({
  ok: results.filter((result) => result.status === 'ok').length,
  others: results.filter((result) => result.status !== 'ok'),
}));
