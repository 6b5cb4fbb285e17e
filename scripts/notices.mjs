// The licences of everything from elsewhere that a build put into dist/, as their authors ask for it.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Licences that may be shipped inside a package under MIT. */
const allowed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'CC-BY-4.0', 'BlueOak-1.0.0', 'Unlicense']);

/** The packages that a build's inputs come from, sorted. @param {Iterable<string>} inputs @returns {readonly string[]} */
export function packagesOf(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const match = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match !== null) folders.add(match[0].replace(/\/$/, ''));
  }
  return [...folders].sort();
}

/**
 * One text with each package's name, version, licence and licence text. Throws when one may not be
 * shipped. @param {string} root @param {readonly string[]} folders below root
 */
export async function noticesOf(root, folders) {
  const parts = await Promise.all(folders.map((folder) => noticeOf(path.join(root, folder))));
  return `Practicum contains software by others, under these licences.\n\n${parts.join('\n')}`;
}

/** @param {string} folder */
async function noticeOf(folder) {
  const { name, version, license, author, repository } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  if (!allowed.has(license)) throw new Error(`${name} is under ${license}, which this package may not ship`);
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  if (texts.length === 0) {
    const from = [author?.name ?? author, repository?.url ?? repository].filter((part) => part !== undefined).join(', ');
    texts.push(`The package states ${license} as its licence and brings no text of it. From: ${from}.`);
  }
  const line = '-'.repeat(80);
  return `${line}\n${name} ${version} (${license})\n${line}\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
