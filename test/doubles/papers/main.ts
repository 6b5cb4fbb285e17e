/** The services that papers come from, on this machine: `node test/doubles/papers/main.ts FOLDER…`, each with any of p.html, p.tex and p.pdf. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeTar } from './makeTar.ts';
import { startPaperServices } from './papers.ts';
import type { StoredPaper } from './stored.ts';

const folders = process.argv.slice(2);
const services = await startPaperServices(folders.map(storedOf));
for (const [name, value] of Object.entries(services.env)) console.log(`export ${name}=${value}`);
for (const [index, folder] of folders.entries()) console.log(`# ${folder}: ${services.papers[index]?.arxiv}`);

function storedOf(folder: string, index: number): StoredPaper {
  const file = (name: string): Buffer | undefined => {
    const found = path.join(folder, name);
    return existsSync(found) ? readFileSync(found) : undefined;
  };
  const tex = file('p.tex');
  const pdf = file('p.pdf');
  const html = file('p.html')?.toString('utf8');
  return {
    arxiv: `2611.${String(index + 1).padStart(5, '0')}`,
    title: path.basename(folder),
    abstract: `The paper in ${path.basename(folder)}.`,
    ...(html === undefined ? {} : { html }),
    ...(tex === undefined ? {} : { eprint: gzipSync(makeTar([{ name: 'p.tex', data: tex }])) }),
    ...(pdf === undefined ? {} : { pdf }),
  };
}
