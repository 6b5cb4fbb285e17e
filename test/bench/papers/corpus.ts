/** Real documents whose LaTeX comes with Debian’s documentation packages. They are fetched here and never committed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface CorpusDocument {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What LaTeXML made of it. */
  readonly html?: Uint8Array;
}

const packages = [
  'texlive-latex-base-doc',
  'texlive-publishers-doc',
  'texlive-science-doc',
  'texlive-latex-recommended-doc',
  'texlive-latex-extra-doc',
];
const wanted = [
  'acmart/samples/sample-sigconf',
  'acmart/samples/sample-sigplan',
  'revtex/sample/aps/apssamp',
  'revtex/sample/aapm/aapmsamp',
  'amsmath/testmath',
  'spie/article',
  'asmejour/asmejour-template',
  'mnras/mnras_guide',
  'jmlr/pmlr-sample',
  'jacow/JACoW_LaTeX_A4',
  'cje/cjeguide',
  'aomart/aomsample',
  'ijmart/ijmsample',
  'seu-ml-assign/seu-ml-assign-sample',
];
const folder = path.join(homedir(), '.cache', 'practicum', 'paper-corpus');
const maxSeconds = 900;

/** Empty, with the reason printed, where they cannot be fetched. */
export function corpus(): readonly CorpusDocument[] {
  mkdirSync(folder, { recursive: true });
  const unpacked = path.join(folder, 'x');
  for (const name of packages) {
    try {
      if (!readdirSync(folder).some((file) => file.startsWith(`${name}_`))) {
        execFileSync('apt-get', ['download', name], { cwd: folder, stdio: 'ignore' });
        const deb = readdirSync(folder).find((file) => file.startsWith(`${name}_`));
        if (deb !== undefined) execFileSync('dpkg-deb', ['-x', deb, unpacked], { cwd: folder });
      }
    } catch {
      console.log(`  ${name} could not be fetched; its documents are left out`);
    }
  }
  return wanted.flatMap((one) => document(path.join(unpacked, 'usr/share/doc/texlive-doc/latex', one)) ?? []);
}

function document(base: string): CorpusDocument | undefined {
  const from = [`${base}.tex.gz`, `${base}.tex`].find(existsSync);
  if (from === undefined) return undefined;
  const name = path.basename(base);
  const at = path.join(folder, 'reference', name);
  mkdirSync(at, { recursive: true });
  const tex = plain(from);
  writeFileSync(path.join(at, `${name}.tex`), tex);
  const html = path.join(at, `${name}.html`);
  if (!existsSync(html) && !existsSync(path.join(at, 'failed'))) convert(at, name);
  return { name, files: new Map([[`${name}.tex`, tex]]), ...(existsSync(html) ? { html: readFileSync(html) } : {}) };
}

function plain(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
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
