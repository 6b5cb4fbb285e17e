/** The session that is killed: a model that adds lines to two files, each with a name that it never gives again. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Brain } from '../doubles/script.ts';
import type { Random } from '../soak/soak.ts';
import { endMark, readItems } from './evidence.ts';

const files = ['notes.txt', 'more.txt'] as const;

export function writeFiles(workspace: string): void {
  for (const file of files) writeFileSync(path.join(workspace, file), `${endMark}\n`);
}

/** All items in the files, which must not be damaged. */
export function itemsIn(workspace: string): readonly string[] {
  return files.flatMap((file) => readItems(path.join(workspace, file)));
}

/** Edits as often as chance says. `said`: gets what persons said, as it comes over the wire: sentences that begin with “Add”. */
export function storyBrain(random: Random, said: string[]): Brain {
  const edit = () => ({
    name: 'edit_file',
    input: { path: random.pick(files), edits: [{ old: endMark, new: `item-${randomUUID()}\n${endMark}` }] },
  });
  return ({ messages }) => {
    said.push(...messages.flatMap((message) => (message.role === 'user' ? (message.text.match(/^Add .*\.$/gm) ?? []) : [])));
    const pace = { chunkChars: random.int(1, 20), delayMs: random.int(0, 4) };
    if (random.chance(0.3)) return { ...pace, text: 'I have nothing more to add to these notes.' };
    return { ...pace, text: 'Another line or two.', calls: Array.from({ length: random.int(1, 3) }, edit) };
  };
}
