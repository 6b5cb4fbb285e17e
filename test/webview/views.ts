import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { writeCodicons } from '../../scripts/codicons.mjs';
import { withMathFonts } from '../../scripts/mathFonts.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the views as the product build does (minified IIFE bundles), into a folder of the caller's. */
export async function buildViews(outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  const options: BuildOptions = {
    absWorkingDir: root,
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome138',
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  const entryPoints = { chat: 'webview-ui/chat/main.tsx', curves: 'webview-ui/curves/main.tsx', dataset: 'webview-ui/dataset/main.tsx' };
  await Promise.all([
    build({ ...options, entryPoints }),
    build({
      ...options,
      ...withMathFonts('paper-fonts'),
      entryPoints: { paper: 'webview-ui/paper/main.tsx', reproduction: 'webview-ui/reproduction/main.tsx' },
    }),
    build({
      ...options,
      ...withMathFonts('paper-fonts'),
      format: 'esm',
      entryPoints: { reproductionFormulas: 'webview-ui/reproduction/formulas/main.ts' },
    }),
    build({ ...options, format: 'esm', entryPoints: { paperPages: 'webview-ui/paper/pages/main.ts' } }),
  ]);
  await writeCodicons(root, outdir, ['chat.js', 'curves.js', 'dataset.js']);
  await writeCodicons(root, outdir, ['paper.js', 'reproduction.js'], 'paper-codicon');
}
