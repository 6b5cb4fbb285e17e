/** Real documents of Debian’s packages of TeX documentation, as LaTeXML reads them. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CorpusPackage, corpusFile, corpusFolder, corpusPlace } from '../paperCorpus.ts';

export interface CorpusDocument {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What LaTeXML made of it. */
  readonly html?: Uint8Array;
}

const wanted: readonly (readonly [name: CorpusPackage, documents: readonly string[]])[] = [
  ['texlive-latex-base-doc', ['amsmath/testmath']],
  [
    'texlive-publishers-doc',
    [
      'acmart/samples/sample-sigconf',
      'acmart/samples/sample-sigplan',
      'revtex/sample/aps/apssamp',
      'revtex/sample/aapm/aapmsamp',
      'spie/article',
      'asmejour/asmejour-template',
      'mnras/mnras_guide',
      'jmlr/pmlr-sample',
      'jacow/JACoW_LaTeX_A4',
      'cje/cjeguide',
      'aomart/aomsample',
      'ijmart/ijmsample',
      'seu-ml-assign/seu-ml-assign-sample',
    ],
  ],
];
/** What it can read it has read within two minutes, also beside other work. */
const maxSeconds = 240;

/** Without the documents of packages that cannot be fetched: the reason is printed. */
export async function corpus(): Promise<readonly CorpusDocument[]> {
  const read: CorpusDocument[] = [];
  for (const [name, documents] of wanted) {
    const root = await corpusFolder(name, [
      ...new Set(documents.map((document) => path.posix.join('latex', path.posix.dirname(document)))),
    ]);
    if (root === undefined) continue;
    for (const document of documents) read.push(await documentAt(path.join(root, 'latex', document)));
  }
  return read;
}

async function documentAt(base: string): Promise<CorpusDocument> {
  const name = path.basename(base);
  const at = path.join(corpusPlace, 'reference', name);
  mkdirSync(at, { recursive: true });
  const tex = await corpusFile(`${base}.tex`);
  writeFileSync(path.join(at, `${name}.tex`), tex);
  const html = path.join(at, `${name}.html`);
  if (!existsSync(html) && !existsSync(path.join(at, 'failed'))) convert(at, name);
  return { name, files: new Map([[`${name}.tex`, tex]]), ...(existsSync(html) ? { html: readFileSync(html) } : {}) };
}

/** LaTeXML is a reference only: what it cannot read is compared with nothing. */
function convert(at: string, name: string): void {
  try {
    const options = { cwd: at, stdio: 'ignore', timeout: maxSeconds * 1000 } as const;
    execFileSync('latexml', ['--quiet', `--dest=${name}.xml`, `${name}.tex`], options);
    execFileSync('latexmlpost', ['--quiet', '--nographicimages', `--dest=${name}.html`, '--format=html5', `${name}.xml`], options);
  } catch {
    writeFileSync(path.join(at, 'failed'), '');
  }
}
