// A build with `splitting` makes one chunk for each set of entries that share some code. With a hundred late imports these are hundreds of
// small files, and a start loads most of them. Here chunks are joined that are loaded together anyway, and those where some bytes more cost
// less than one file more. A root (an entry that no other file imports) never loads a byte more than it did, and what only some roots can
// ever reach stays apart from the rest: of the editor's own parts the command line could load none.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { build } from 'esbuild';

/** @typedef {NonNullable<import('esbuild').BuildResult['metafile']>['outputs']} Outputs */
/** @typedef {Set<string>} Files */

/**
 * What one file more costs a start, in bytes of code (as it is before it is minified) that take as long to load: it is found, read, compared
 * with the cache of what was compiled, and linked, which is a quarter of a millisecond.
 */
const fileBytes = 25 * 1024;

/**
 * As esbuild’s `build`, splitting, with fewer chunks. `apart`: what only these entries load is joined with nothing that others load.
 * @param {import('esbuild').BuildOptions & { absWorkingDir: string, outdir: string, apart?: RegExp }} options
 */
export async function buildJoined(options) {
  const { apart, ...all } = options;
  const { absWorkingDir: root, sourcemap, banner: _later, entryPoints, plugins: _here, ...others } = all;
  const split = await build({
    ...all,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    banner: {},
    minify: false,
    metafile: true,
    write: false,
    sourcemap: sourcemap ? 'inline' : false,
  });
  const { outputs } = split.metafile;
  const texts = new Map(split.outputFiles.map((file) => [path.relative(root, file.path), file.text]));
  const homes = homesOf(outputs, apart);
  const linked = await build({
    ...others,
    absWorkingDir: root,
    sourcemap,
    banner: options.banner,
    metafile: true,
    entryPoints: Object.fromEntries([...new Set(homes.values())].map((home) => [path.basename(home, '.js'), `home:${home}`])),
    plugins: [joining(outputs, texts, homes, root)],
  });
  return { ...linked, metafile: { inputs: split.metafile.inputs, outputs: told(linked.metafile.outputs, outputs) } };
}

/**
 * Resolves what the chunks import of each other: what is of the same file is put into it, what is of another is imported from there.
 * @param {Outputs} outputs @param {Map<string, string>} texts @param {Map<string, string>} homes @param {string} root
 * @returns {import('esbuild').Plugin}
 */
function joining(outputs, texts, homes, root) {
  /** @type {Map<string, string>} What a chunk exports has a name of its own in the file that holds the chunk. */
  const names = new Map();
  for (const [file, { exports }] of Object.entries(outputs))
    for (const name of exports) names.set(`${file} ${name}`, `e${names.size.toString(36)}`);
  const namesOf = (/** @type {string} */ file) =>
    (outputs[file]?.exports ?? []).map((name) => ({ name, outside: homes.get(file) === file ? name : names.get(`${file} ${name}`) }));
  return {
    name: 'joining',
    setup(setup) {
      setup.onResolve({ filter: /^home:/ }, ({ path: home }) => ({ path: home.slice('home:'.length), namespace: 'home' }));
      setup.onResolve({ filter: /.*/ }, ({ path: name, importer, namespace, kind }) => {
        if (namespace === 'bridge') return { path: name, external: true };
        const file = namespace === 'home' ? name : path.posix.join(path.posix.dirname(importer), name);
        const home = homes.get(file);
        if (home === undefined || kind === 'dynamic-import') return { path: name, external: true };
        return { path: file, namespace: namespace === 'home' || home === homes.get(importer) ? 'part' : 'bridge' };
      });
      setup.onLoad({ filter: /.*/, namespace: 'home' }, ({ path: home }) => {
        const files = [...homes].filter(([, of]) => of === home).map(([file]) => file);
        const lines = files.map((file) =>
          exportLine(
            namesOf(file).map(({ name, outside }) => [name, outside ?? name]),
            file,
          ),
        );
        return { contents: lines.join('\n'), resolveDir: root };
      });
      setup.onLoad({ filter: /.*/, namespace: 'part' }, ({ path: file }) => ({ contents: texts.get(file) ?? '', resolveDir: root }));
      setup.onLoad({ filter: /.*/, namespace: 'bridge' }, ({ path: file }) => ({
        contents: exportLine(
          namesOf(file).map(({ name, outside }) => [outside ?? name, name]),
          `./${path.posix.basename(homes.get(file) ?? file)}`,
        ),
        resolveDir: root,
      }));
    },
  };
}

/** @param {readonly (readonly [string, string])[]} names @param {string} from */
function exportLine(names, from) {
  const imported = JSON.stringify(from);
  return names.length === 0
    ? `import ${imported};`
    : `export { ${names.map(([name, as]) => `${name} as ${as}`).join(', ')} } from ${imported};`;
}

/**
 * What was built, told by the sources that it comes from.
 * @param {Outputs} linked @param {Outputs} split @returns {Outputs}
 */
function told(linked, split) {
  return Object.fromEntries(
    Object.entries(linked).map(([file, output]) => {
      const parts = Object.entries(output.inputs).filter(([input]) => input.startsWith('part:'));
      /** @type {Outputs[string]['inputs']} */
      const inputs = {};
      for (const [input, { bytesInOutput }] of parts) {
        const sources = Object.entries(split[input.slice('part:'.length)]?.inputs ?? {});
        const before = sources.reduce((sum, [, source]) => sum + source.bytesInOutput, 0) || 1;
        for (const [source, of] of sources) inputs[source] = { bytesInOutput: Math.round((of.bytesInOutput / before) * bytesInOutput) };
      }
      const imports = output.imports.map(({ external, ...one }) => {
        const here = path.posix.join(path.posix.dirname(file), one.path);
        return linked[here] === undefined ? { ...one, external } : { ...one, path: here };
      });
      const entryPoint = split[file]?.entryPoint;
      const { entryPoint: _home, ...others } = output;
      return [file, { ...others, imports, inputs, ...(entryPoint === undefined ? {} : { entryPoint }) }];
    }),
  );
}

/**
 * Which file of the joined build holds each file of the split one. Entries stay what they are.
 * @param {Outputs} outputs @param {RegExp | undefined} apart @returns {Map<string, string>}
 */
function homesOf(outputs, apart) {
  const homes = new Map();
  for (const files of joined(outputs, apart)) {
    const hash = createHash('sha256').update(files.toSorted().join('\n')).digest('hex').slice(0, 8).toUpperCase();
    for (const file of files) homes.set(file, outputs[file]?.entryPoint === undefined ? `dist/chunk-${hash}.js` : file);
  }
  return homes;
}

const unneeded = 0;
const loadedWith = 1;
const loadedBefore = 2;

/** `uses`: of each entry, in order. `roots`: those that ever reach it. @typedef {{ files: string[], bytes: number, uses: number[], roots: string, isApart: boolean }} Group */

/**
 * Joins two groups as long as something is gained.
 * @param {Outputs} outputs @param {RegExp | undefined} apart
 * @returns {string[][]}
 */
function joined(outputs, apart) {
  const files = Object.keys(outputs).filter((file) => file.endsWith('.js'));
  const { entries, roots, reaches, loads, before } = loadingOf(outputs, files);
  /** @type {Group[]} */
  const all = files.map((file) => ({
    files: [file],
    bytes: outputs[file]?.bytes ?? 0,
    roots: [...roots].filter((root) => reaches.get(root)?.has(file)).join(' '),
    uses: entries.map((entry) => (before.get(entry)?.has(file) ? loadedBefore : loads.get(entry)?.has(file) ? loadedWith : unneeded)),
    isApart: entries.every((entry) => !loads.get(entry)?.has(file) || apart?.test(outputs[entry]?.entryPoint ?? '') === true),
  }));
  const isRoot = entries.map((entry) => roots.has(entry));
  const alone = all.filter(({ files: [file] }) => file !== undefined && outputs[file]?.entryPoint !== undefined);
  let free = all.filter((group) => !alone.includes(group));
  /** @type {Map<Group, Map<Group, number>>} */
  const gains = new Map();
  const gainOf = (/** @type {Group} */ a, /** @type {Group} */ b) => {
    const ofA = gains.get(a) ?? new Map();
    gains.set(a, ofA);
    const gain = ofA.get(b) ?? gainOfJoining(a, b, isRoot);
    ofA.set(b, gain);
    return gain;
  };
  for (;;) {
    const pair = bestPair(free, gainOf, circles(outputs, [...alone, ...free]));
    if (pair === undefined) return [...alone, ...free].map((group) => group.files);
    free = [...free.filter((group) => !pair.includes(group)), joinedOf(...pair)];
  }
}

/**
 * @param {readonly Group[]} groups @param {(a: Group, b: Group) => number} gainOf @param {(a: Group, b: Group) => boolean} isCircle
 * @returns {[Group, Group] | undefined}
 */
function bestPair(groups, gainOf, isCircle) {
  /** @type {[Group, Group] | undefined} */
  let best;
  let most = 0;
  for (const [at, a] of groups.entries()) {
    for (const b of groups.slice(at + 1)) {
      const gain = gainOf(a, b);
      if (gain <= most || isCircle(a, b)) continue;
      most = gain;
      best = [a, b];
    }
  }
  return best;
}

/** @param {Group} a @param {Group} b @returns {Group} */
function joinedOf(a, b) {
  return {
    files: [...a.files, ...b.files],
    bytes: a.bytes + b.bytes,
    roots: a.roots,
    isApart: a.isApart,
    uses: a.uses.map((use, at) => Math.max(use, b.uses[at] ?? unneeded)),
  };
}

/**
 * In bytes, over all entries: a file fewer where both are needed, the other one’s bytes where one is.
 * @param {Group} a @param {Group} b @param {readonly boolean[]} isRoot
 */
function gainOfJoining(a, b, isRoot) {
  if (a.roots !== b.roots || a.isApart !== b.isApart) return Number.NEGATIVE_INFINITY;
  let gain = 0;
  for (const [at, ofA] of a.uses.entries()) {
    const ofB = b.uses[at] ?? unneeded;
    if (ofA !== loadedWith && ofB !== loadedWith) continue;
    if (ofA !== unneeded && ofB !== unneeded) gain += fileBytes;
    else if (isRoot[at]) return Number.NEGATIVE_INFINITY;
    else gain -= ofA === unneeded ? a.bytes : b.bytes;
  }
  return gain;
}

/**
 * Whether a way leads from one to the other through a third: joined, the third would import what imports it.
 * @param {Outputs} outputs @param {readonly Group[]} groups
 */
function circles(outputs, groups) {
  const groupOf = new Map(groups.flatMap((group) => group.files.map((file) => [file, group])));
  /** @type {Map<Group, Set<Group>>} */
  const known = new Map();
  const next = (/** @type {Group} */ group) => {
    const found =
      known.get(group) ?? new Set(group.files.flatMap((file) => staticImports(outputs, file)).flatMap((file) => groupOf.get(file) ?? []));
    known.set(group, found);
    return found;
  };
  const leads = (/** @type {Group} */ from, /** @type {Group} */ to) => {
    const seen = new Set([...next(from)].filter((group) => group !== to && group !== from));
    for (const group of seen) {
      for (const further of next(group)) {
        if (further === to) return true;
        if (further !== from) seen.add(further);
      }
    }
    return false;
  };
  return (/** @type {Group} */ a, /** @type {Group} */ b) => leads(a, b) || leads(b, a);
}

/** @param {Outputs} outputs @param {string} file */
function staticImports(outputs, file) {
  return (outputs[file]?.imports ?? [])
    .filter(({ path: to, kind }) => kind !== 'dynamic-import' && outputs[to] !== undefined)
    .map((one) => one.path);
}

/** @param {Outputs} outputs @param {string} file */
function lateImports(outputs, file) {
  return (outputs[file]?.imports ?? [])
    .filter(({ path: to, kind }) => kind === 'dynamic-import' && outputs[to] !== undefined)
    .map((one) => one.path);
}

/** @param {Outputs} outputs @param {string} root @returns {Files} */
function reached(outputs, root) {
  const found = new Set([root]);
  for (const file of found) for (const imported of [...staticImports(outputs, file), ...lateImports(outputs, file)]) found.add(imported);
  return found;
}

/**
 * What each entry loads, and of it what is there already whenever the entry is imported.
 * @param {Outputs} outputs @param {readonly string[]} files
 */
function loadingOf(outputs, files) {
  /** @type {Map<string, string[]>} */
  const importers = new Map();
  for (const file of files) for (const entry of lateImports(outputs, file)) importers.set(entry, [...(importers.get(entry) ?? []), file]);
  const entries = files.filter((file) => outputs[file]?.entryPoint !== undefined);
  const roots = new Set(entries.filter((entry) => !importers.has(entry)));
  const loads = new Map(
    entries.map((entry) => {
      const found = new Set([entry]);
      for (const file of found) for (const imported of staticImports(outputs, file)) found.add(imported);
      return [entry, found];
    }),
  );
  /** @type {Map<string, Files>} */
  const before = new Map(entries.map((entry) => [entry, new Set(roots.has(entry) ? [] : files)]));
  const narrow = (/** @type {string} */ entry) => {
    const importing = importers.get(entry) ?? [];
    const contexts = entries.filter((other) => importing.some((file) => loads.get(other)?.has(file)));
    const found = contexts
      .map((other) => (loads.get(other) ?? new Set()).union(before.get(other) ?? new Set()))
      .reduce((all, there) => all.intersection(there), before.get(entry) ?? new Set());
    const isNarrower = found.size < (before.get(entry)?.size ?? 0);
    before.set(entry, found);
    return isNarrower;
  };
  while (entries.filter((entry) => !roots.has(entry)).filter(narrow).length > 0);
  return { entries, roots, reaches: new Map([...roots].map((root) => [root, reached(outputs, root)])), loads, before };
}
