import { readFile } from 'node:fs/promises';
import type { ReproductionFiles } from '../../src/editor/reproductionRead.ts';

const folder = new URL('../fixtures/reproduction/stages/', import.meta.url);

/** The stages of a reproduction of the toy attention paper, half way: six files written, one edited by hand, one still to come. */
export function stagesOfAttention(changed: Readonly<Record<string, string | undefined>> = {}): ReproductionFiles {
  return {
    async read(name) {
      if (Object.hasOwn(changed, name)) return changed[name];
      return await readFile(new URL(name, folder), 'utf8').catch(() => undefined);
    },
    async hashes() {
      const code: unknown = JSON.parse(await readFile(new URL('code.json', folder), 'utf8'));
      const files = codeFiles(code);
      return new Map(files.map(({ path, written }) => [path, path === 'src/train.py' ? 'e'.repeat(64) : written]));
    },
  };
}

function codeFiles(code: unknown): readonly { readonly path: string; readonly written: string }[] {
  if (typeof code !== 'object' || code === null || !('files' in code) || !Array.isArray(code.files)) return [];
  return code.files;
}

export async function textOfStage(name: string): Promise<string> {
  return await readFile(new URL(name, folder), 'utf8');
}
