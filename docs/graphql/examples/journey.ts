// The whole journey in TypeScript: connect, preview, start, follow over a WebSocket, read, sync, forget.
// npm install graphql graphql-ws ws; needs CALLIMPORT_URL, CALLIMPORT_TOKEN (scopes read, import, credentials) and GONG_KEY.
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const { CALLIMPORT_URL: url = "", CALLIMPORT_TOKEN: token = "", GONG_KEY: apiKey = "" } = process.env;

interface Answer<T> {
  data?: T;
  errors?: { message: string; extensions: { code: string; reference?: string } }[];
}

async function ask<T>(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answer<T>;
  if (errors?.length || !data) {
    throw new Error(`${errors?.[0]?.extensions.code}: ${errors?.[0]?.message}`);
  }

  return data;
}

const { createImportCredential } = await ask<{ createImportCredential: { credential: { id: string } } }>(
  `mutation ($apiKey: String!) { createImportCredential(platform: GONG, apiKey: $apiKey) { credential { id } } }`,
  { apiKey },
);
const credentialId = createImportCredential.credential.id;

const { importPreview } = await ask<{ importPreview: { callCount: number; pricing: { totalCostCents: number } } }>(
  `query ($credentialId: ID!) { importPreview(credentialId: $credentialId) { callCount pricing { totalCostCents } } }`,
  { credentialId },
);
console.error(`${importPreview.callCount} calls for ${importPreview.pricing.totalCostCents} cents`);

// The same key gives the same import, however often this is sent.
const { startImportJob } = await ask<{ startImportJob: { job: { id: string } } }>(
  `mutation ($credentialId: ID!) { startImportJob(credentialId: $credentialId, jobType: HISTORICAL) { job { id } } }`,
  { credentialId },
  { "Idempotency-Key": `journey-${credentialId}` },
);

interface Progress {
  importJobProgress: { status: string; processedCalls: number; totalCalls: number | null };
}

const socket = createClient({
  url: `${url.replace(/^http/, "ws")}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { Authorization: `Bearer ${token}` },
});
let status = "";
for await (const { data } of socket.iterate<Progress>({
  query: `subscription ($jobId: ID!) { importJobProgress(jobId: $jobId) { status processedCalls totalCalls } }`,
  variables: { jobId: startImportJob.job.id },
})) {
  status = data?.importJobProgress.status ?? status;
  console.error(`${status} ${data?.importJobProgress.processedCalls} of ${data?.importJobProgress.totalCalls}`);
}

await socket.dispose();

const { engagements } = await ask<{ engagements: { nodes: { id: string }[] } }>(`{ engagements(first: 1) { nodes { id } } }`);
const { engagement } = await ask<{ engagement: { title: string; transcript: { segments: { speaker: string; text: string }[] } | null } }>(
  `query ($id: ID!) { engagement(id: $id) { title transcript { segments { speaker text } } } }`,
  { id: engagements.nodes[0]?.id },
);

await ask(
  `mutation ($credentialId: ID!) { configureImportSync(credentialId: $credentialId, enabled: true, syncFrequencyMinutes: 60) { enabled } }`,
  { credentialId },
);
const { deleteImportCredential } = await ask<{ deleteImportCredential: { success: boolean } }>(
  `mutation ($credentialId: ID!) { deleteImportCredential(credentialId: $credentialId) { success } }`,
  { credentialId },
);

console.log(JSON.stringify({ status, title: engagement.title, deleted: deleteImportCredential.success }));
