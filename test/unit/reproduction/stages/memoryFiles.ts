import type { StageFiles } from '../../../../src/reproduction/stages/files.ts';

/** The folder of a paper in memory. */
export function memoryFiles(texts: Readonly<Record<string, string>> = {}): StageFiles & { readonly texts: Map<string, string> } {
  const kept = new Map(Object.entries(texts));
  return {
    texts: kept,
    read: async (name) => kept.get(name),
    write: async (name, text) => {
      kept.set(name, text);
    },
    list: async () => [...kept.keys()],
  };
}
