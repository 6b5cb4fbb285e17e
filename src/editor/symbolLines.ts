import { setImmediate as turn } from 'node:timers/promises';
import { readSource } from '../reproduction/trace/pythonSource.ts';

/**
 * The line on which a symbol of code begins, from 1, as far as it can be read. Each file is read once, however many places of a paper
 * lead to it, and others of the host have their turn before the next one.
 */
export async function symbolLines(files: ReadonlyMap<string, Uint8Array | undefined>): Promise<(file: string, symbol: string) => number> {
  const lines = new Map<string, ReadonlyMap<string, number>>();
  for (const [file, bytes] of files) {
    if (bytes === undefined || !/\.(?:py|ipynb)$/i.test(file)) continue;
    await turn();
    const own = new Map<string, number>();
    for (const { path, line } of readSource(file, new TextDecoder().decode(bytes)).symbols)
      for (const name of [path.join('.'), path.at(-1) ?? '']) if (!own.has(name)) own.set(name, line);
    lines.set(file, own);
  }
  return (file, symbol) => lines.get(file)?.get(symbol) ?? 1;
}
