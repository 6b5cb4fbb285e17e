/** The eighteen ways in which editing tools are known to damage files, against the edit engine over real files; and what one edit costs. */
import { chmod, lstat, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CallId } from '../../src/base/ids.ts';
import { createPermitAuthority } from '../../src/base/permit.ts';
import { applyEdits } from '../../src/workspace/edit.ts';
import { EditRefused, refuseNotebook } from '../../src/workspace/editRefused.ts';
import { UnknownEncoding } from '../../src/workspace/fileErrors.ts';
import { createNodeFiles } from '../../src/workspace/nodeFiles.ts';
import { decodeText, encodeText } from '../../src/workspace/text.ts';
import { bench, median } from './bench.ts';

interface EditCase {
  readonly name: string;
  readonly before: string | Buffer;
  readonly old: string;
  readonly new: string;
  /** The bytes that a careful person would leave; `refuse`: none of them may differ. */
  readonly wanted: string | Buffer | 'refuse';
  readonly file?: string;
  prepare?(file: string): Promise<void>;
  /** Beside the bytes: what else must still hold. */
  holds?(file: string): Promise<boolean>;
}

const cases: readonly EditCase[] = [
  { name: 'exact, unique', before: 'a = 1\nb = 2\n', old: 'b = 2', new: 'b = 3', wanted: 'a = 1\nb = 3\n' },
  {
    name: 'other trailing blanks, smart quotes elsewhere',
    before: 'title = “Résumé”  \n\ndef f():\n    x = 1  \n    \n    return x\n',
    old: 'def f():\n    x = 1\n\n    return x\n',
    new: 'def f():\n    x = 2\n\n    return x\n',
    wanted: 'title = “Résumé”  \n\ndef f():\n    x = 2\n    \n    return x\n',
  },
  {
    name: 'another indentation',
    before: 'class Net:\n    def forward(self, x):\n\n        return self.fc(x)\n',
    old: 'def forward(self, x):\n\n    return self.fc(x)\n',
    new: 'def forward(self, x):\n    x = x.flatten(1)\n\n    return self.fc(x)\n',
    wanted: 'class Net:\n    def forward(self, x):\n        x = x.flatten(1)\n\n        return self.fc(x)\n',
  },
  {
    name: 'stale block, same first and last line',
    before: 'def f():\n    a = load("new")\n    return a\n',
    old: 'def f():\n    a = load("old")\n    return a\n',
    new: 'def f():\n    return None\n',
    wanted: 'refuse',
  },
  { name: 'not unique', before: 'x = 0\ny = 1\nx = 0\n', old: 'x = 0', new: 'x = 9', wanted: 'refuse' },
  { name: 'CR LF', before: 'a = 1\r\nb = 2\r\n', old: 'a = 1\nb = 2', new: 'a = 1\nb = 4', wanted: 'a = 1\r\nb = 4\r\n' },
  { name: 'mixed line ends', before: 'unix\ndos\r\nunix 2\n', old: 'dos', new: 'dos 1', wanted: 'unix\ndos 1\r\nunix 2\n' },
  {
    name: 'UTF-8 byte order mark',
    before: '\ufeffimport os\nx = 1\n',
    old: 'import os',
    new: 'import sys',
    wanted: '\ufeffimport sys\nx = 1\n',
  },
  { name: 'Latin-1 bytes elsewhere', before: Buffer.from('# caf\xe9\nx = 1\n', 'latin1'), old: 'x = 1', new: 'x = 2', wanted: 'refuse' },
  {
    name: 'UTF-16',
    before: Buffer.from('\ufeffx = “1”\r\ny = 2\r\n', 'utf16le'),
    old: 'y = 2',
    new: 'y = 3',
    wanted: Buffer.from('\ufeffx = “1”\r\ny = 3\r\n', 'utf16le'),
  },
  { name: '$& in the replacement', before: 'pattern = ""\n', old: '""', new: '"$& $1"', wanted: 'pattern = "$& $1"\n' },
  { name: 'no newline at the end', before: 'a = 1\nb = 2', old: 'b = 2', new: 'b = 3', wanted: 'a = 1\nb = 3' },
  {
    name: 'mode 0755',
    before: 'x = 1\n',
    old: 'x = 1',
    new: 'x = 2',
    wanted: 'x = 2\n',
    prepare: (file) => chmod(file, 0o755),
    holds: async (file) => ((await stat(file)).mode & 0o777) === 0o755,
  },
  {
    name: 'through a link',
    before: 'x = 1\n',
    old: 'x = 1',
    new: 'x = 2',
    wanted: 'x = 2\n',
    async prepare(file) {
      await writeFile(`${file}.real`, await readFile(file));
      await rm(file);
      await symlink(`${file}.real`, file);
    },
    holds: async (file) => (await lstat(file)).isSymbolicLink(),
  },
  {
    name: 'another line changed on disk since the read',
    before: 'a = 1\nb = 2\n',
    old: 'b = 2',
    new: 'b = 3',
    wanted: 'a = 100\nb = 3\n',
    prepare: (file) => writeFile(file, 'a = 100\nb = 2\n'),
  },
  { name: 'never read before', before: 'x = 1\n', old: 'x = 1', new: 'x = 2', wanted: 'x = 2\n' },
  { name: 'notebook as text', file: 'a.ipynb', before: '{"source": ["print(1)"]}\n', old: 'print(1)', new: 'print("a")', wanted: 'refuse' },
  {
    name: 'placeholder for code left out',
    before: 'def f():\n    a()\n    b()\n',
    old: 'def f():\n    a()\n    b()\n',
    new: 'def f():\n    # ... existing code ...\n    c()\n',
    wanted: 'refuse',
  },
];

const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'practicum-edits-')));
const permits = createPermitAuthority();
const files = createNodeFiles({ roots: [folder], require: permits.require });

/** As the edit tool does it: read, decode, edit, encode, write what was read as expected. */
async function edit(file: string, { old, new: wanted }: Pick<EditCase, 'old' | 'new'>): Promise<void> {
  const permit = permits.mint('ca_bench' as CallId, [
    { kind: 'read', path: file },
    { kind: 'write', path: file },
  ]);
  refuseNotebook(file);
  const { bytes } = await files.read(permit, file);
  const decoded = decodeText(bytes, file);
  await files.write(permit, file, encodeText(applyEdits(decoded.text, [{ old, new: wanted }]).text, decoded), bytes);
}

/** `ok`: the wanted bytes; `no`: refused without a trace; `BAD`: anything else. */
async function outcome(one: EditCase, file: string): Promise<'ok' | 'no' | 'BAD'> {
  await writeFile(file, one.before);
  await one.prepare?.(file);
  const before = await readFile(file);
  try {
    await edit(file, one);
  } catch (error) {
    if (!(error instanceof EditRefused || error instanceof UnknownEncoding)) throw error;
    return before.equals(await readFile(file)) ? 'no' : 'BAD';
  }
  const isWanted = one.wanted !== 'refuse' && Buffer.from(one.wanted).equals(await readFile(file));
  return isWanted && (await one.holds?.(file)) !== false ? 'ok' : 'BAD';
}

try {
  // shows: figure-edits
  await bench('edit cases damaged, of 18', async () => {
    const tally = { ok: 0, no: 0, BAD: 0 };
    for (const [index, one] of cases.entries()) {
      const result = await outcome(one, path.join(folder, one.file ?? `case${index}.py`));
      tally[result] += 1;
      const isExpected = result === (one.wanted === 'refuse' ? 'no' : 'ok');
      console.log(`${result.padEnd(3)} ${one.name}${isExpected ? '' : ' (not as wanted)'}`);
    }
    console.log(`${cases.length} cases: ${tally.ok} ok, ${tally.no} refused, ${tally.BAD} damaged`);
    // The same calls, scripted to each; measured on another machine, and none of them refused the placeholder.
    console.log('damaged by others, November 2026: Claude Code 2.1 1, pi 0.87 3, codex 0.169 4, opencode 1.18 4, Gemini 0.61 5');
    return { value: tally.BAD, unit: 'damaged', goal: 0, samples: [tally.BAD] };
  });

  await bench('one edit of a file of 5,000 lines, from read to written', async () => {
    const file = path.join(folder, 'long.py');
    await writeFile(file, Array.from({ length: 5000 }, (_, line) => `value_${line} = compute(${line})\n`).join(''));
    const samples: number[] = [];
    for (let round = 0; round < 30; round += 1) {
      const start = performance.now();
      await edit(file, { old: `value_${round * 100} = compute(${round * 100})`, new: `value_${round * 100} = compute(0) + ${round}` });
      samples.push(performance.now() - start);
    }
    return { value: median(samples), unit: 'ms', samples };
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
