// Follows one import to its end, over a WebSocket (graphql-ws) or as an event stream (graphql-sse).
// Usage: node progress.mjs ws|sse URL TOKEN JOB; one JSON array on stdout: each state, and when it came in milliseconds.
import { createClient as overSocket } from 'graphql-ws';
import { createClient as overEvents } from 'graphql-sse';
import WebSocket from 'ws';

const [transport, url, token, jobId] = process.argv.slice(2);
const authorization = `Bearer ${token}`;
const client = transport === 'ws'
  ? overSocket({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket, connectionParams: { Authorization: authorization } })
  : overEvents({ url, headers: { authorization }, singleConnection: false });

const states = [];
const began = Date.now();
const query = 'subscription Progress($jobId: ID!) { importJobProgress(jobId: $jobId) { id status totalCalls processedCalls failedCalls } }';
for await (const result of client.iterate({ query, variables: { jobId } })) {
  states.push({ at: Date.now() - began, ...(result.errors ? { code: result.errors[0].extensions.code, message: result.errors[0].message } : result.data.importJobProgress) });
}

console.log(JSON.stringify(states));
client.dispose?.();
