// Runs docs/graphql/examples/journey.ts as it stands, with its types taken away. Usage: node example.mjs URL TOKEN KEY; its last line is JSON.
import { readFile, rm, writeFile } from 'node:fs/promises';
import typescript from 'typescript';

const [url, token, key] = process.argv.slice(2);
Object.assign(process.env, { CALLIMPORT_URL: url, CALLIMPORT_TOKEN: token, GONG_KEY: key });

const source = await readFile(new URL('../../../../docs/graphql/examples/journey.ts', import.meta.url), 'utf8');
const { outputText, diagnostics } = typescript.transpileModule(source, {
  reportDiagnostics: true,
  compilerOptions: { target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler', strict: true },
});
if (diagnostics.length > 0) {
  throw new Error(diagnostics.map((one) => typescript.flattenDiagnosticMessageText(one.messageText, '\n')).join('\n'));
}

// Beside this script, where its imports are found.
const script = new URL(`./.journey-${process.pid}.mjs`, import.meta.url);
await writeFile(script, outputText);
try {
  await import(script);
} finally {
  await rm(script);
}
