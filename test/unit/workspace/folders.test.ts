import assert from 'node:assert/strict';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Cancelled } from '../../../src/base/errors.ts';
import { NotPermitted } from '../../../src/base/permit.ts';
import { isSecretPath } from '../../../src/policy/names.ts';
import { FolderNotFound } from '../../../src/workspace/fileErrors.ts';
import { createFolderReader, type FolderListing, type ListRequest } from '../../../src/workspace/folders.ts';
import { InvalidPattern, type SearchRequest, type SearchResult } from '../../../src/workspace/search.ts';
import { neverAborted, permitFor, permitForPaths, requirePermit, useTemporaryFolder } from './temporary.ts';

describe('folders', () => {
  const folder = useTemporaryFolder();

  async function make(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder.path, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
  const reader = () => createFolderReader({ roots: [folder.path], require: requirePermit, isSecret: isSecretPath });
  const list = (request: Partial<ListRequest> = {}): Promise<FolderListing> => {
    const path = request.path ?? folder.path;
    return reader().list(permitForPaths(path), { maxEntries: 100, ...request, path }, neverAborted);
  };
  const names = async (request: Partial<ListRequest> = {}): Promise<readonly string[]> =>
    (await list(request)).entries.map((entry) => entry.path);
  const search = (pattern: string, request: Partial<SearchRequest> = {}, signal = neverAborted): Promise<SearchResult> => {
    const path = request.path ?? folder.path;
    const full = { pattern, isRegex: false, maxMatches: 100, deadlineMs: 10_000, ...request, path };
    return reader().search(permitForPaths(path), full, signal);
  };
  const found = async (pattern: string, request: Partial<SearchRequest> = {}): Promise<readonly string[]> =>
    (await search(pattern, request)).matches.map(({ path, line, text }) => `${path}:${line}: ${text}`);

  describe('list', () => {
    // shows: tool-list
    it('leave out what git ignores, in every folder’s own words, and what no person wrote', async () => {
      await make({
        '.gitignore': '*.ckpt\n/out/\n!keep.ckpt\n',
        'a.ckpt': '',
        'keep.ckpt': '',
        'out/log.txt': '',
        'sub/.gitignore': 'local.txt\n!important.ckpt\n',
        'sub/local.txt': '',
        'sub/important.ckpt': '',
        'sub/out/kept.txt': '',
        'node_modules/x/index.js': '',
        '.git/config': '',
        '__pycache__/a.pyc': '',
        'myenv/pyvenv.cfg': '',
        'myenv/lib/site.py': '',
        '.practicum/runs/r1/points.jsonl': '',
        'train.py': '',
      });
      const expected = [
        '.gitignore',
        '.practicum/',
        'keep.ckpt',
        'myenv/',
        'sub/',
        'sub/.gitignore',
        'sub/important.ckpt',
        'sub/out/',
        'sub/out/kept.txt',
        'train.py',
      ];
      assert.deepEqual(await names(), expected);
    });

    it('know the rules above the folder that is asked for', async () => {
      await make({ '.gitignore': 'secret.txt\n', 'a/b/secret.txt': '', 'a/b/open.txt': '' });
      assert.deepEqual(await names({ path: join(folder.path, 'a', 'b') }), ['open.txt']);
    });

    it('match globs by name at any depth, or by path', async () => {
      await make({ 'a.py': '', 'x/b.py': '', 'x/y/c.py': '', 'x/y/d.txt': '' });
      assert.deepEqual(await names({ pattern: '*.py' }), ['a.py', 'x/b.py', 'x/y/c.py']);
      assert.deepEqual(await names({ pattern: 'x/**/*.{py,txt}' }), ['x/b.py', 'x/y/c.py', 'x/y/d.txt']);
    });

    it('are cut nearest first, say so, and tell the size of large files', async () => {
      await make(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`deep/f${i}.txt`, ''])));
      await make({ 'top.txt': '', 'data.bin': '' });
      await truncate(join(folder.path, 'data.bin'), 4_200_000);
      const { entries, isCut } = await list({ maxEntries: 5 });
      assert.equal(isCut, true);
      assert.deepEqual(entries.slice(0, 2), [
        { path: 'data.bin', bytes: 4_200_000 },
        { path: 'deep/', bytes: undefined },
      ]);
      assert.ok(entries.some(({ path }) => path === 'top.txt'));
    });

    it('are not looked into through links', async () => {
      await make({ 'a/inner.txt': '' });
      await symlink('..', join(folder.path, 'a', 'loop'));
      assert.deepEqual(await names(), ['a/', 'a/inner.txt', 'a/loop']);
    });

    it('need a permit, and must be there', async () => {
      const other = permitFor({ kind: 'read', path: '/elsewhere' });
      await assert.rejects(reader().list(other, { path: folder.path, maxEntries: 1 }, neverAborted), NotPermitted);
      await assert.rejects(list({ path: join(folder.path, 'nowhere') }), FolderNotFound);
    });
  });

  describe('searched', () => {
    // shows: tool-search
    it('answer with path, line and text, for plain text and for expressions', async () => {
      await make({ 'train.py': 'import torch\nlr = 0.5\r\nprint(lr)\n', 'notes.md': 'lr = ?', 'b/other.py': 'x = "lr = 1"\n' });
      assert.deepEqual(await found('lr = '), ['notes.md:1: lr = ?', 'train.py:2: lr = 0.5', 'b/other.py:1: x = "lr = 1"']);
      assert.deepEqual(await found('^lr = \\d', { isRegex: true }), ['train.py:2: lr = 0.5']);
      assert.deepEqual(await found('(?i)IMPORT\\s+TORCH$', { isRegex: true, glob: '*.py' }), ['train.py:1: import torch']);
      assert.deepEqual(await found('lr', { glob: '*.md' }), ['notes.md:1: lr = ?']);
      assert.deepEqual(await found('print', { path: join(folder.path, 'train.py') }), ['train.py:3: print(lr)']);
    });

    it('are bounded in number and in length', async () => {
      await make({ 'a.txt': 'hit\n'.repeat(50), 'long.txt': `${'x'.repeat(5000)}needle${'y'.repeat(5000)}` });
      const { matches, isCut } = await search('hit', { maxMatches: 10 });
      assert.deepEqual([matches.length, isCut, matches[9]?.line], [10, true, 10]);
      for (const isRegex of [false, true]) {
        const text = (await search('needle', { isRegex })).matches[0]?.text ?? '';
        assert.ok(text.length < 300 && text.includes('needle') && text.startsWith('…x') && text.endsWith('y…'), text);
      }
    });

    // shows: secrets-everywhere
    it('show no part of a secret, though what tells that it is one stands outside of what is shown', async () => {
      const hex = '0123456789abcdef'.repeat(3).slice(0, 40);
      const body = 'Ab1Cd2Ef3GhIj4KlMn5OpQr6StUv7WxYz8aBcD9eFgH0iJkL1mNoP2qRsT3uVwXy';
      const pem = ['-----BEGIN RSA PRIVATE', ' KEY-----'].join('');
      await make({
        'long.sh': `${'x'.repeat(300)} wandb login --relogin ${hex} ; ${'find-me '.repeat(60)}\n`,
        'password.sh': `find-me ${'y'.repeat(150)} DB_PASSWORD="correct horse battery staple, ${'and more of it '.repeat(20)}"\n`,
        'key.py': `KEY = """${pem}\n${body}\nfindme${body}\n-----END"""\n`,
      });
      for (const isRegex of [false, true]) {
        for (const pattern of ['find-me', 'findme', hex.slice(-8), 'Ab1Cd2Ef']) {
          for (const { text } of (await search(pattern, { isRegex })).matches) {
            for (const part of [hex.slice(0, 12), hex.slice(-12), body.slice(0, 12), 'horse', 'battery', 'of it and'])
              assert.ok(!text.includes(part), `${pattern}: ${text}`);
          }
        }
        const shown = (await search('find-me', { isRegex })).matches.map(({ text }) => text).join('\n');
        assert.match(shown, /^find-me y+ DB_PASSWORD="\[redacted:secret\]…$/m);
      }
      assert.deepEqual(await found('findme', {}), ['key.py:3: [redacted:private-key]']);
    });

    // shows: path-secrets
    it('leave out binary files, and every file that reading would ask about unless it is named', async () => {
      const secrets = ['.env', 'prod.env', 'id_rsa', 'hf_token', 'config/service-account.json', '.aws/config', 'old/.netrc.bak'];
      await make({ 'notes.txt': 'find-me', 'a.bin': 'find-me\0', ...Object.fromEntries(secrets.map((name) => [name, 'KEY=find-me'])) });
      const result = await search('find-me');
      assert.deepEqual(
        result.matches.map(({ path }) => path),
        ['notes.txt'],
      );
      assert.equal(result.skipped.secret, secrets.length);
      assert.deepEqual(await found('find-me', { path: join(folder.path, '.env') }), ['.env:1: KEY=find-me']);
    });

    it('do not hang on an expression that takes for ever', async () => {
      await make({ 'evil.txt': `${'a'.repeat(60)}!`, 'before.txt': 'aaa\n' });
      const result = await search('^(a+)+$', { isRegex: true, deadlineMs: 400 });
      assert.equal(result.stoppedAt, 'evil.txt');
      assert.deepEqual(
        result.matches.map(({ path }) => path),
        ['before.txt'],
      );
    });

    it('stop at once when asked to, also inside such an expression', async () => {
      await make({ 'evil.txt': `${'a'.repeat(60)}!` });
      const stop = new AbortController();
      const searching = search('^(a+)+$', { isRegex: true, deadlineMs: 60_000 }, stop.signal);
      setImmediate(() => stop.abort());
      await assert.rejects(searching, Cancelled);
    });

    it('refuse what is no expression, in words', async () => {
      await assert.rejects(search('(unclosed', { isRegex: true }), (error: unknown) => {
        assert.ok(error instanceof InvalidPattern);
        assert.match(`${error.message} ${error.hint}`, /Unterminated group.*plain text/);
        return true;
      });
    });
  });
});
