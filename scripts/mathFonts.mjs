// The fonts of formulas: copied beside the page that shows papers, since it may load nothing from elsewhere.

import { readFile } from 'node:fs/promises';

/** Of each font the one file that every editor’s browser reads. @type {import('esbuild').Plugin} */
const onlyWoff2 = {
  name: 'only-woff2',
  setup(setup) {
    setup.onLoad({ filter: /[\\/]katex\.min\.css$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/,url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)/g, ''),
      loader: 'css',
    }));
  },
};

/** What a build of that page needs besides. @param {string} folder of the fonts in the build’s `outdir` @returns {import('esbuild').BuildOptions} */
export function withMathFonts(folder) {
  return { plugins: [onlyWoff2], loader: { '.woff2': 'file' }, assetNames: `${folder}/[name]` };
}
