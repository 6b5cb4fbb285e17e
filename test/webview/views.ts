import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeCodicons } from '../../scripts/codicons.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds both views as the product build does (minified IIFE bundles), into a folder of the caller's. */
export async function buildViews(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { chat: 'webview-ui/chat/main.tsx', curves: 'webview-ui/curves/main.tsx', dataset: 'webview-ui/dataset/main.tsx' },
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome138',
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await writeCodicons(root, outdir, ['chat.js', 'curves.js', 'dataset.js']);
}
