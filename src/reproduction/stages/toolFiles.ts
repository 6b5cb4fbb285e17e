/** The files of the stages for a tool: under the permit of its call, with copies so that a turn can be taken back, in the live buffer where one is open. */
import type { Effect } from '../../base/effects.ts';
import type { ToolCall } from '../../base/tool.ts';
import type { RunServices } from '../../tools/define.ts';
import { absolutePath, firstRoot } from '../../tools/paths.ts';
import { FileNotFound } from '../../workspace/fileErrors.ts';
import { decodeText, encodeText, plainUtf8 } from '../../workspace/text.ts';
import { paperFolder, papersFolder, type StagesOwner } from '../trace/sideFile.ts';
import type { StageFiles } from './files.ts';
import { stageFileName } from './names.ts';

/** Absolute: the folder with the stages of a paper. */
export function stagesFolder(paper: StagesOwner, roots: readonly string[]): string {
  return absolutePath(`${papersFolder}/${paperFolder(paper)}`, [firstRoot(roots)]);
}

/** `name`: below the folder, `spec.json`. */
export function stageFilePath(paper: StagesOwner, name: string, roots: readonly string[]): string {
  return absolutePath(`${papersFolder}/${paperFolder(paper)}/${name}`, [firstRoot(roots)]);
}

/** What a tool declares that looks at the first and changes the second: stages (`spec`) or names of files (`analysis/src__model.py.md`). */
export function stageEffects(
  paper: StagesOwner,
  read: readonly string[],
  written: readonly string[],
  roots: readonly string[],
): readonly Effect[] {
  const pathOf = (name: string) => stageFilePath(paper, name.includes('.') ? name : stageFileName(name), roots);
  return [
    ...[...new Set([...read, ...written])].map((name) => ({ kind: 'read', path: pathOf(name) }) as const),
    ...[...new Set(written)].map((name) => ({ kind: 'write', path: pathOf(name) }) as const),
    ...(written.length === 0 ? [] : [{ kind: 'record', what: 'stages' } as const]),
  ];
}

/** Throws `NotPermitted` for a file that the call did not declare. A text that is there already is not written again. */
export function stageFilesFor(
  paper: StagesOwner,
  { files, roots, recordChange }: Pick<RunServices, 'files' | 'roots' | 'recordChange'>,
  call: ToolCall,
): StageFiles & { /** Absolute paths of what was written. */ readonly written: ReadonlySet<string> } {
  const known = new Map<string, Uint8Array | undefined>();
  const written = new Set<string>();
  const read = async (name: string): Promise<Uint8Array | undefined> => {
    const path = stageFilePath(paper, name, roots);
    try {
      const { bytes } = await files.read(call.permit, path, call.signal);
      known.set(name, bytes);
      return bytes;
    } catch (error) {
      if (!(error instanceof FileNotFound)) throw error;
      known.set(name, undefined);
      return undefined;
    }
  };
  return {
    written,
    async read(name) {
      const bytes = await read(name);
      return bytes === undefined ? undefined : decodeText(bytes, name).text;
    },
    async write(name, text) {
      const path = stageFilePath(paper, name, roots);
      const before = known.has(name) ? known.get(name) : await read(name);
      const bytes = encodeText(text, plainUtf8);
      if (name === stageFileName('register')) {
        const { requireDecisionsKept } = await import('../register/decided.ts');
        requireDecisionsKept(before === undefined ? undefined : decodeText(before, name).text, text);
      }
      if (before !== undefined && Buffer.compare(before, bytes) === 0) return;
      const change = { turn: call.turn, call: call.id, path, before };
      await recordChange({ ...change, after: bytes });
      try {
        const { after } = await files.write(call.permit, path, bytes, before);
        known.set(name, after);
        written.add(path);
        if (Buffer.compare(after, bytes) !== 0) await recordChange({ ...change, after });
      } catch (error) {
        await recordChange({ ...change, after: before }).catch(() => undefined);
        throw error;
      }
    },
  };
}
