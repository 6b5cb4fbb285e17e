// The icons of the views: of codicons' font and style sheet only what the built scripts name.

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';
import { fontOf } from './fontOf.mjs';

/**
 * Writes `codicon.css` and `codicon.ttf`, or two files of another name, beside the scripts that use them.
 * @param {string} root of the repository
 * @param {string} folder
 * @param {readonly string[]} scripts their names in the folder
 * @param {string} [name] of the two files
 */
export async function writeCodicons(root, folder, scripts, name = 'codicon') {
  const from = path.join(root, 'node_modules/@vscode/codicons/dist');
  const texts = await Promise.all(scripts.map((script) => readFile(path.join(folder, script), 'utf8')));
  const css = await readFile(path.join(from, 'codicon.css'), 'utf8');
  const icons = namedIcons(css, texts.join('\n'));
  const { code } = await transform(cssOf(css, icons).replace('./codicon.ttf', `./${name}.ttf`), { loader: 'css', minify: true });
  await writeFile(path.join(folder, `${name}.css`), code);
  await writeFile(path.join(folder, `${name}.ttf`), fontOf(await readFile(path.join(from, 'codicon.ttf')), [...icons.values()]));
}

const iconRule = /^\.codicon-([a-z0-9-]+):before \{ content: "\\([0-9a-f]+)" \}\n?/gm;

/**
 * Icons whose name stands in a script as a text of its own, with their code points. Some of the names are words that mean
 * something else there: a few icons too many.
 * @param {string} css @param {string} script @returns {ReadonlyMap<string, number>}
 */
export function namedIcons(css, script) {
  const words = new Set([...script.matchAll(/(["'`])([a-z][a-z0-9-]*)\1/g)].map(([, , word]) => word));
  const icons = [...css.matchAll(iconRule)].map(([, name, code]) => /** @type {const} */ ([name, Number.parseInt(code, 16)]));
  return new Map(icons.filter(([name]) => words.has(name)));
}

/** @param {string} css @param {ReadonlyMap<string, number>} icons */
export function cssOf(css, icons) {
  return css.replaceAll(iconRule, (rule, name) => (icons.has(name) ? rule : ''));
}
