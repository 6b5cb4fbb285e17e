/**
 * Practicum as it is packed, and beside it an extension that contributes the same and does nothing but register one command. Both begin with a
 * few lines that note how long loading and `activate` take and how much of that the thread was at work: the difference is waiting.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../../scripts/package.ts';

export interface TimedExtension {
  /** As the list of running extensions has it. */
  readonly name: string;
  readonly command: string;
  readonly vsix: string;
  /** What its activations noted so far, oldest first. */
  noted(): readonly Noted[];
}

const notedSchema = z.object({ wallMs: z.number(), cpuMs: z.number() });
export type Noted = z.infer<typeof notedSchema>;

const bareMain = `const vscode = require('vscode');
exports.activate = (context) => { context.subscriptions.push(vscode.commands.registerCommand('practicumbare.showLog', () => undefined)); };`;

/** Loads and calls what was `main`, and adds up the two: between them the editor has other things to do. */
function timedMain(main: string, notes: string): string {
  return `'use strict';
const used = () => { const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage(); return { wallMs: performance.now(), cpuMs: (user + system) / 1000 }; };
const timed = (spent, work) => { const before = used(); try { return work(); } finally { const after = used(); spent.wallMs += after.wallMs - before.wallMs; spent.cpuMs += after.cpuMs - before.cpuMs; } };
const spent = { wallMs: 0, cpuMs: 0 };
const inner = timed(spent, () => require(${JSON.stringify(main)}));
exports.activate = (context) => { const api = timed(spent, () => inner.activate(context)); require('node:fs').appendFileSync(${JSON.stringify(notes)}, JSON.stringify(spent) + '\\n'); return api; };
exports.deactivate = () => inner.deactivate?.();
`;
}

/** Both, packed into a folder of their own that goes with the process. */
export function timedExtensions(): { readonly practicum: TimedExtension; readonly bare: TimedExtension } {
  const folder = mkdtempSync(path.join(tmpdir(), 'practicum-timed-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const own = z.looseObject({ main: z.string(), contributes: z.unknown(), activationEvents: z.unknown() }).parse(JSON.parse(manifest));
  const bare = JSON.parse(
    JSON.stringify({ ...own, name: 'bare', displayName: 'Bare' })
      .replaceAll(/practicum/g, 'practicumbare')
      .replaceAll('"category":"Practicum"', '"category":"Bare"'),
  ) as object;
  return {
    practicum: pack(folder, 'Practicum', own, own.main, (stage) =>
      cpSync(path.join(root, 'dist'), path.join(stage, 'dist'), { recursive: true }),
    ),
    bare: pack(folder, 'Bare', bare, './bare.cjs', (stage) => writeFileSync(path.join(stage, 'bare.cjs'), bareMain)),
  };
}

function pack(folder: string, name: string, manifest: object, main: string, fill: (stage: string) => void): TimedExtension {
  const stage = path.join(folder, name);
  const notes = path.join(folder, `${name}.jsonl`);
  const vsix = path.join(folder, `${name}.vsix`);
  mkdirSync(stage);
  fill(stage);
  for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE', 'media'])
    cpSync(path.join(root, file), path.join(stage, file), { recursive: true });
  writeFileSync(path.join(stage, 'timed.cjs'), timedMain(main, notes));
  writeFileSync(path.join(stage, 'package.json'), JSON.stringify({ ...manifest, main: './timed.cjs' }));
  const ignored = readFileSync(path.join(root, '.vscodeignore'), 'utf8');
  writeFileSync(path.join(stage, '.vscodeignore'), `${ignored.trimEnd()}\n!timed.cjs\n!bare.cjs\n`);
  writeFileSync(notes, '');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  execFileSync(process.execPath, [path.join(root, 'node_modules/@vscode/vsce/vsce'), 'package', ...flags], { cwd: stage, stdio: 'pipe' });
  return {
    name,
    command: `${name}: Show Log`,
    vsix,
    noted: () =>
      readFileSync(notes, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => notedSchema.parse(JSON.parse(line))),
  };
}
