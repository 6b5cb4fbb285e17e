import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { withMathFonts } from '../../../scripts/mathFonts.mjs';
import { webviewHtml } from '../../../src/editor/webviewPage.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const views = ['chat', 'curves', 'paper', 'reproduction'] as const;
const host = 'https://view.example';

function directives(html: string): ReadonlyMap<string, readonly string[]> {
  const [policy = '', ...others] = [...html.matchAll(/http-equiv="Content-Security-Policy" content="([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  );
  assert.deepEqual(others, []);
  return new Map(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

/** The files of a view, as they are shipped. */
async function bundle(view: (typeof views)[number]): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    ...(view === 'paper' ? withMathFonts('fonts') : {}),
    absWorkingDir: root,
    entryPoints: [`webview-ui/${view}/main.tsx`],
    outdir: 'unwritten',
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    target: 'chrome138',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  return new Map(built.outputFiles.filter(({ path }) => !path.endsWith('.woff2')).map(({ path, text }) => [path, text]));
}

/** What the reader of papers loads for the first page of a PDF, and the tab of a reproduction for the first formula: a file beside its own, by a name that stands in the text. */
const ownLateScript = /\bimport\(\s*new URL\("(?:paperPages|reproductionFormulas)\.js",\s*[\w$]+\)\.href\s*\)/;

describe('what a view’s page may do', () => {
  for (const name of views) {
    // shows: webview-csp
    it(`is closed for everything that is not named, and nothing named is more than its own files: ${name}`, () => {
      const html = webviewHtml({ name, title: name }, { cspSource: host, script: `${host}/${name}.js`, styles: [`${host}/${name}.css`] });
      const policy = directives(html);
      assert.deepEqual(policy.get('default-src'), ["'none'"]);
      // `default-src` says nothing of these two; frames, objects, workers and connections fall back to it.
      assert.deepEqual(policy.get('base-uri'), ["'none'"]);
      assert.deepEqual(policy.get('form-action'), ["'none'"]);
      for (const closed of ['frame-src', 'child-src', 'object-src', 'worker-src', 'connect-src', 'media-src', 'manifest-src'])
        assert.ok(!policy.has(closed) || policy.get(closed)?.join(' ') === "'none'", closed);
      assert.match(policy.get('script-src')?.join(' ') ?? '', /^'nonce-[A-Za-z0-9_-]{20,}'$/);
      const all = [...policy.values()].flat();
      for (const source of all) assert.match(source, /^(?:'none'|'nonce-[A-Za-z0-9_-]+'|data:|https:\/\/view\.example)$/);
      assert.deepEqual(
        [...policy].filter(([, sources]) => sources.includes('data:')).map(([directive]) => directive),
        ['img-src'],
      );
      for (const [, address = ''] of html.matchAll(/(?:src|href)="([^"]*)"/g)) assert.ok(address.startsWith(`${host}/`), address);
    });

    // shows: webview-csp
    it(`needs no more: its bundle evaluates no text and its styles load nothing from elsewhere: ${name}`, async () => {
      const files = await bundle(name);
      const scripts = [...files].filter(([path]) => path.endsWith('.js'));
      const styles = [...files].filter(([path]) => path.endsWith('.css'));
      assert.deepEqual([scripts.length, styles.length], [1, 1]);
      const evaluating = [
        /(?<![\w$.])eval\s*\(|(?<![\w$.])(?:new\s+)?Function\s*\(|\bimport\s*\(|\bimportScripts\b/,
        /set(?:Timeout|Interval)\s*\(\s*["'`]/,
        /createElement\(\s*["'`](?:script|iframe|object|embed)["'`]/,
      ];
      for (const [path, script] of scripts)
        for (const pattern of evaluating) assert.equal(pattern.exec(script.replace(ownLateScript, ''))?.[0], undefined, path);
      for (const [, style] of styles) assert.doesNotMatch(style, /@import|url\(\s*["']?(?:https?:)?\/\//i);
    });
  }
});
