// SDKs that are large and needed late. Each is one file; the code says `await import('openai')`, and only then is it read. Of each only
// the client is packed: it signs and sends requests, and all else is said in our own words.

import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** @type {Readonly<Record<string, { readonly file: string; readonly client: string; readonly from: string }>>} */
const sdks = {
  '@anthropic-ai/sdk': { file: 'sdk/anthropic', client: 'BaseAnthropic', from: '@anthropic-ai/sdk' },
  openai: { file: 'sdk/openai', client: 'OpenAI', from: 'openai/client' },
};

export const sdkEntries = Object.fromEntries(Object.entries(sdks).map(([name, { file }]) => [file, `client-of:${name}`]));

/** @type {import('esbuild').Plugin} */
export const sdksApart = {
  name: 'sdks-apart',
  setup(setup) {
    setup.onResolve({ filter: /^(@anthropic-ai\/sdk|openai)(\/|$)/ }, ({ path: name, kind, importer }) => {
      const sdk = sdks[name];
      if (sdk === undefined || kind !== 'dynamic-import') {
        return {
          errors: [{ text: `${importer} must load ${name} with await import('…') of the package itself, or activation would read it` }],
        };
      }
      return { path: `./${sdk.file}.js`, external: true };
    });
  },
};

/** @type {import('esbuild').Plugin} */
export const clientsOnly = {
  name: 'clients-only',
  setup(setup) {
    const root = setup.initialOptions.absWorkingDir;
    setup.onResolve({ filter: /^client-of:/ }, ({ path: entry }) => ({ path: entry.slice('client-of:'.length), namespace: 'client-of' }));
    setup.onLoad({ filter: /.*/, namespace: 'client-of' }, ({ path: name }) => {
      const { client, from } = sdks[name];
      return { contents: `export { ${client} } from '${from}';`, resolveDir: root };
    });
    // OpenAI's client makes one object of each part of the service, whether anybody asks for it or not.
    setup.onLoad({ filter: /[\\/]openai[\\/]resources[\\/].*\.mjs$/ }, async ({ path: file }) => {
      const names = [...(await readFile(file, 'utf8')).matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
      // Where there is none, it only names what others export.
      return names.length === 0 ? undefined : { contents: names.map((name) => leftOut(name, path.basename(file))).join('\n') };
    });
  },
};

/** @param {string} name @param {string} file */
function leftOut(name, file) {
  const text = JSON.stringify(`${name} of openai’s ${file} is left out of the package (scripts/sdks.mjs)`);
  return `export class ${name} { constructor() { return new Proxy(this, { get() { throw new Error(${text}); } }); } }`;
}
