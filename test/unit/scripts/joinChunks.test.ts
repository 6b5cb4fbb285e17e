import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildJoined } from '../../../scripts/joinChunks.mjs';
import { capture } from '../../../scripts/run.ts';

describe('Joining chunks', () => {
  let root = '';

  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-chunks-')));
    mkdirSync(path.join(root, 'src'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function built(files: Readonly<Record<string, string>>, entries: readonly string[], apart?: RegExp) {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(root, 'src', `${name}.mjs`), text);
    const { metafile } = await buildJoined({
      absWorkingDir: root,
      outdir: 'dist',
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'silent',
      external: ['only-in-the-editor'],
      entryPoints: Object.fromEntries(entries.map((name) => [name, `src/${name}.mjs`])),
      ...(apart === undefined ? {} : { apart }),
    });
    writeFileSync(path.join(root, 'package.json'), '{"type":"module"}');
    const holders = (name: string): readonly string[] =>
      Object.entries(metafile.outputs)
        .filter(([, { inputs }]) => Object.hasOwn(inputs, `src/${name}.mjs`))
        .map(([file]) => file);
    return { outputs: metafile.outputs, holders };
  }

  const run = async (entry: string): Promise<string> =>
    (await capture(process.execPath, [path.join(root, `dist/${entry}.js`)], { isQuiet: true })).output.trim();

  /** Two programs with two late parts, which share `both` and `state`; each has something of its own with another one. */
  const program = {
    one: "import { say } from './state.mjs'; const { late } = await import('./late.mjs'); say('one'); late();",
    two: "const { late } = await import('./late.mjs'); const { other } = await import('./other.mjs'); late(); other();",
    late: "import { both } from './both.mjs'; import { say, said } from './state.mjs'; export function late() { say(both('late')); console.log(said.join(' ')); }",
    other:
      "import { both } from './both.mjs'; import { say, said } from './state.mjs'; import { only } from './only.mjs'; export function other() { say(both(only)); console.log(said.join(' ')); }",
    both: "import { say } from './state.mjs'; export function both(word) { say('both'); return '<' + word + '>'; }",
    only: "export const only = 'only';",
    state: 'export const said = []; export function say(word) { said.push(word); }',
  };

  it('leaves every module once, so that what one part remembers the other knows', async () => {
    const { holders } = await built(program, ['one', 'two']);
    for (const name of Object.keys(program)) assert.equal(holders(name).length, 1, name);
    assert.equal(await run('one'), 'one both <late>');
    assert.equal(await run('two'), 'both <late>\nboth <late> both <only>');
  });

  it('puts into one file what is loaded together anyway', async () => {
    const parts = Array.from({ length: 12 }, (_, index) => `part${index}`);
    // Every second one is shared with another late part that is loaded when all of them are there: for esbuild these are other chunks.
    const imports = (wanted: readonly string[]): string => wanted.map((name) => `import { ${name} } from './${name}.mjs';`).join('\n');
    const { outputs, holders } = await built(
      {
        main: "await (await import('./command.mjs')).command();",
        command: `${imports(parts)}\nexport async function command() { console.log(${parts.join(' + ')}); for (const one of [await import('./again.mjs'), await import('./third.mjs'), await import('./fourth.mjs')]) one.again(); }`,
        again: `${imports(parts.slice(0, 3))}\nexport function again() { console.log(part0 + part1 + part2); }`,
        third: `${imports(parts.slice(2, 6))}\nexport function again() { console.log(part2 + part3 + part4 + part5); }`,
        fourth: `${imports(parts.slice(5, 9))}\nexport function again() { console.log(part5 + part6 + part7 + part8); }`,
        ...Object.fromEntries(parts.map((name, index) => [name, `export const ${name} = ${index};`])),
      },
      ['main'],
    );
    assert.equal(await run('main'), '66\n3\n14\n26');
    const shared = new Set(['part0', 'part2', 'part3', 'part5', 'part6'].flatMap(holders));
    assert.equal(shared.size, 1, [...shared].join(', '));
    assert.equal(Object.keys(outputs).length, 6);
  });

  it('keeps apart what another program could not load', async () => {
    const { holders } = await built(
      {
        editor: "const { view } = await import('./view.mjs'); const { panel } = await import('./panel.mjs'); view(); panel();",
        program: "const { deep } = await import('./core.mjs'); console.log(deep);",
        view: "import { show } from './show.mjs'; import { deep } from './deep.mjs'; export function view() { show(deep); }",
        panel: "import { show } from './show.mjs'; import { deep } from './deep.mjs'; export function panel() { show(deep); }",
        core: "export { deep } from './deep.mjs';",
        deep: "export const deep = 'deep';",
        show: "import { window } from 'only-in-the-editor'; export function show(text) { window(text); }",
      },
      ['editor', 'program'],
    );
    assert.notDeepEqual(holders('show'), holders('deep'));
    assert.equal(await run('program'), 'deep');
  });

  it('lets what is seldom needed weigh on nothing that comes before it', async () => {
    const files = {
      main: "await (await import('./bench.mjs')).bench();",
      bench:
        "import { base } from './base.mjs'; export async function bench() { console.log(base); (await import('./first.mjs')).show(); (await import('./second.mjs')).show(); }",
      first:
        "import { base } from './base.mjs'; import { seldom } from './seldom.mjs'; export function show() { console.log(base + seldom); }",
      second:
        "import { base } from './base.mjs'; import { seldom } from './seldom.mjs'; export function show() { console.log(seldom + base); }",
      base: 'export const base = 1;',
      seldom: 'export const seldom = 2;',
    };
    const together = await built(files, ['main']);
    assert.deepEqual(together.holders('seldom'), together.holders('base'));
    const { holders } = await built(files, ['main'], /^src\/(?:first|second)\.mjs$/);
    assert.notDeepEqual(holders('seldom'), holders('base'));
    assert.equal(await run('main'), '1\n3\n3');
  });
});
