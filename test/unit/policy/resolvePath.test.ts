import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { matchesGlob } from '../../../src/policy/glob.ts';
import { absolutePath, classifyPath, type ResolvedPath } from '../../../src/policy/paths.ts';
import { type PathFs, resolvePath } from '../../../src/policy/resolvePath.ts';
import { useWorkspace } from './workspace.ts';

describe('resolvePath', () => {
  const places = useWorkspace();
  const resolve = (path: string, isLinkItself = false): Promise<ResolvedPath> => resolvePath(path, fs, { platform: 'linux', isLinkItself });
  const realOf = async (path: string): Promise<string> => {
    const resolved = await resolve(path);
    return resolved.kind === 'real' ? `${resolved.entry} ${resolved.path}` : resolved.rule;
  };

  it('finds what is there and appends what is not', async () => {
    assert.equal(await realOf(`${places.root}/src/a.py`), `file ${places.root}/src/a.py`);
    assert.equal(await realOf(`${places.root}/src/`), `directory ${places.root}/src`);
    assert.equal(await realOf(`${places.root}/new/deep/x.py`), `missing ${places.root}/new/deep/x.py`);
  });

  // shows: policy-outside
  it('takes “..” after links, as the kernel does, and not from a folder that is missing', async () => {
    await symlink('src', join(places.root, 'inner'));
    await symlink(places.outside, join(places.root, 'outer'));
    assert.equal(await realOf(`${places.root}/inner/../README.md`), `file ${places.root}/README.md`);
    const absent = `absent-${randomUUID()}`;
    assert.equal(await realOf(`${places.root}/outer/../${absent}`), `missing ${join(places.outside, '..')}/${absent}`);
    assert.equal(await realOf(`${places.root}/nowhere/../../outside.txt`), 'path.parent-of-missing');
  });

  it('gives up after forty links and on a path through a file', async () => {
    await symlink('loop', join(places.root, 'loop'));
    assert.equal(await realOf(`${places.root}/loop`), 'path.links');
    assert.equal(await realOf(`${places.root}/README.md/x`), 'path.not-a-folder');
    assert.equal(await realOf(`${places.root}/README.md/`), 'path.not-a-folder');
    for (let index = 0; index < 45; index += 1) await symlink(index === 0 ? 'README.md' : `c${index - 1}`, join(places.root, `c${index}`));
    assert.equal(await realOf(`${places.root}/c39`), `file ${places.root}/README.md`);
    assert.equal(await realOf(`${places.root}/c40`), 'path.links');
  });

  it('can answer with a link itself, at the very end only', async () => {
    await symlink('../outside.txt', join(places.root, 'link'));
    assert.deepEqual(await resolve(`${places.root}/link`, true), { kind: 'real', path: `${places.root}/link`, entry: 'link' });
    assert.deepEqual(await resolve(`${places.root}/link`), { kind: 'real', path: `${places.outside}/outside.txt`, entry: 'file' });
  });

  it('agrees with the system on every path that exists', async () => {
    await symlink('src', join(places.root, 'inner'));
    await symlink('..', join(places.root, 'src', 'up'));
    const part = fc.constantFrom('src', 'inner', 'up', '..', '.', '', 'a.py', 'README.md');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 7 }), async (parts) => {
        const path = `${places.root}/${parts.join('/')}`;
        // Node drops “..” before it asks, so the system is asked about the folder piece by piece.
        const expected = await realOneByOne(places.root, parts);
        const resolved = await resolve(path);
        if (expected === undefined) assert.ok(resolved.kind === 'refused' || resolved.entry === 'missing', path);
        else assert.ok(resolved.kind === 'real' && resolved.path === expected, `${path}: ${JSON.stringify(resolved)}, not ${expected}`);
      }),
      { numRuns: 200 },
    );
  });

  it('walks drives and links of Windows', async () => {
    const disk = windowsDisk({
      'C:\\ws': 'folder',
      'C:\\ws\\a.py': 'file',
      'C:\\ws\\link': { to: '\\\\?\\D:\\data' },
      'D:\\data': 'folder',
      'D:\\data\\x': 'file',
    });
    const find = (path: string): Promise<ResolvedPath> => resolvePath(path, disk, { platform: 'win32' });
    assert.deepEqual(await find('C:\\ws\\a.py'), { kind: 'real', path: 'C:\\ws\\a.py', entry: 'file' });
    assert.deepEqual(await find('C:/ws/link/x'), { kind: 'real', path: 'D:\\data\\x', entry: 'file' });
    const at = classifyPath(await find('c:\\WS\\new.py'), { platform: 'win32', roots: ['C:\\ws'] });
    assert.equal(at.kind, 'inside');
    const elsewhere = classifyPath(await find('C:\\ws\\link\\x'), { platform: 'win32', roots: ['C:\\ws'] });
    assert.equal(elsewhere.kind, 'outside');
  });
});

describe('absolutePath', () => {
  const base = { root: '/ws', home: '/home/me', platform: 'linux' } as const;
  const pathOf = (written: string): string => {
    const absolute = absolutePath(written, base);
    return absolute.kind === 'absolute' ? absolute.path : absolute.rule;
  };

  it('is never against the process’s own folder', () => {
    assert.deepEqual(
      ['a.py', './src//a.py', '/etc/hosts', '~/x', '~', '~other/x', 'src/../b', 'dir/', '$HOME/x', 'file:///ws/a%20b.py', 'a~'].map(pathOf),
      [
        '/ws/a.py',
        '/ws/src/a.py',
        '/etc/hosts',
        '/home/me/x',
        '/home/me/',
        '/ws/~other/x',
        '/ws/src/../b',
        '/ws/dir/',
        '/ws/$HOME/x',
        '/ws/a b.py',
        '/ws/a~',
      ],
    );
  });

  it('refuses what no system call should see', () => {
    assert.deepEqual(
      [
        '',
        'a\u0000',
        'a\nb',
        'file:///a%00b',
        'http://x/y',
        'file://server/share',
        'file:///%zz',
        'vscode://a',
        'untitled:a',
        'vscode-notebook-cell:/a.ipynb#W0',
        'a.ipynb#/etc/x',
      ].map(pathOf),
      [
        'path.empty',
        'path.control',
        'path.control',
        'path.control',
        'path.scheme',
        'path.address',
        'path.address',
        'path.scheme',
        'path.scheme',
        'path.scheme',
        'path.cell',
      ],
    );
  });
});

describe('A pattern of the shell', () => {
  it('matches as the shell does', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['a.py', '*.py', true],
      ['a.pyc', '*.py', false],
      ['ab', '?', false],
      ['😀', '?', true],
      ['aXbXc', 'a*b*c', true],
      ['', '*', true],
      ['abc', '**c', true],
    ];
    for (const [name, glob, expected] of cases) assert.equal(matchesGlob(name, glob), expected, `${name} ${glob}`);
  });

  it('takes no time for a pattern made to take long', () => {
    assert.equal(matchesGlob('a'.repeat(2000), `${'a*'.repeat(200)}b`), false);
  });
});

async function realOneByOne(start: string, parts: readonly string[]): Promise<string | undefined> {
  let at = start;
  for (const part of parts) {
    try {
      if (!(await fs.stat(at)).isDirectory()) return undefined;
      at = await fs.realpath(`${await fs.realpath(at)}/${part}`);
    } catch {
      return undefined;
    }
  }
  return at;
}

function windowsDisk(entries: Readonly<Record<string, 'file' | 'folder' | { readonly to: string }>>): PathFs {
  const found = new Map(Object.entries(entries).map(([path, entry]) => [path.toLowerCase(), entry]));
  const missing = (): never => {
    throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
  };
  return {
    async lstat(path) {
      const entry = found.get(path.toLowerCase()) ?? missing();
      return {
        isFile: () => entry === 'file',
        isDirectory: () => entry === 'folder',
        isSymbolicLink: () => typeof entry === 'object',
        mtimeMs: 0,
        size: 0,
        ino: 0,
      };
    },
    async readlink(path) {
      const entry = found.get(path.toLowerCase());
      return typeof entry === 'object' ? entry.to : missing();
    },
    readdir: async () => missing(),
  };
}
