/** Readers that understand just enough to see which source was read: lines of text, `$…$` for formulas, `$?$` for one that cannot be read. */
import { PracticumError } from '../../../../src/base/errors.ts';
import { type Inline, type Paper, type PaperNode, paperFormat } from '../../../../src/papers/document.ts';
import { packPaper } from '../../../../src/papers/packed.ts';
import { type About, type ParseJob, parsePaper, type Readers } from '../../../../src/papers/parsePaper.ts';

/** As inWorker.ts, here. */
export async function parseHere(job: ParseJob, signal: AbortSignal): Promise<Uint8Array> {
  return packPaper(await parsePaper(job, plainReaders, signal));
}

const plainReaders: Readers = {
  html: async (bytes, about) =>
    plain(
      Buffer.from(bytes)
        .toString()
        .replaceAll(/<title>(.*?)<\/title>/g, 'title: $1\n')
        .replaceAll(/<[^>]+>/g, '\n'),
      about,
    ),
  latex: async (files, about) =>
    plain(Buffer.from(files.find(({ name }) => name === (about.main ?? 'main.tex'))?.bytes ?? []).toString(), about),
  markdown: async (text, about) => plain(text, about),
  pdf: async (bytes, about) =>
    plain(
      Buffer.from(bytes)
        .toString()
        .replace(/%PDF-1.5/, ''),
      about,
    ),
  said: async () => ({ hyperparameters: [], missing: [], contradictions: [], unnamed: [], notation: [] }),
};

function plain(text: string, { id, source }: About): Paper {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const title = lines.find((line) => line.startsWith('title: '))?.slice(7) ?? '';
  if (lines.includes('unreadable')) throw new PracticumError('not-a-paper', 'This cannot be read.', { hint: 'Give another.' });
  const nodes = lines
    .filter((line) => !line.startsWith('title: ') && !line.startsWith('\\') && !line.startsWith('arXiv:'))
    .map((line, index): PaperNode => {
      const base = { anchor: `S1.p${index + 1}`, aliases: [], section: 'S1', source: 0, confidence: 'exact' } as const;
      return { ...base, kind: 'paragraph', content: inlines(line, base.anchor) };
    });
  return {
    format: paperFormat,
    id,
    title,
    authors: [],
    sources: [source],
    sections: [{ anchor: 'S1', level: 1, title: 'Method', aliases: [] }],
    nodes,
    references: [],
    macros: {},
    warnings: [],
  };
}

function inlines(line: string, anchor: string): readonly Inline[] {
  return line.split('$').map((part, index): Inline => {
    if (index % 2 === 0) return { kind: 'text', text: part };
    return part === '?'
      ? { kind: 'math', anchor: `${anchor}.m${index}`, tex: null, unreadable: 'uses \\foo' }
      : { kind: 'math', anchor: `${anchor}.m${index}`, tex: part };
  });
}
