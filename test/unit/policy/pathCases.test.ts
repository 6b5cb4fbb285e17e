import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Effect } from '../../../src/base/effects.ts';
import { decide } from '../../../src/policy/decide.ts';
import { absolutePath } from '../../../src/policy/paths.ts';
import cases from '../../fixtures/policy/path-cases.json' with { type: 'json' };
import { judge, policyOf, type TestWorkspace, useWorkspace, write } from './workspace.ts';

/** Needs a file system that composes names, which Linux has not; the names themselves are tested in names.test.ts. */
const needMacos = ['pa-007'];
const setUps: Readonly<Record<string, (places: TestWorkspace) => Promise<void>>> = {
  'pa-036': async ({ root }) => void execFileSync('mkfifo', [join(root, 'fifo')]),
  'pa-037': ({ root }) => symlink('../outside.txt', join(root, 'link_file')),
  'pa-039': linkToParent,
  'pa-041': async ({ root }) => {
    await symlink('l2', join(root, 'l1'));
    await symlink('../outside.txt', join(root, 'l2'));
  },
  'pa-043': ({ root }) => symlink('src/a.py', join(root, 'inlink')),
  'pa-045': linkToParent,
  'pa-049': linkToParent,
  'pa-097': ({ root }) => rm(join(root, '.git'), { recursive: true }),
  'pa-099': async ({ root }) => {
    await rm(join(root, '.git'), { recursive: true });
    await write(join(root, '.git'), 'gitdir: ../elsewhere\n');
  },
  'pa-105': ({ root }) => write(join(root, 'config/service-account.json'), '{"private_key": ""}'),
};

function linkToParent({ root }: TestWorkspace): Promise<void> {
  return symlink('..', join(root, 'link_dir'));
}

describe('The path cases', () => {
  const places = useWorkspace();

  for (const testCase of cases.cases) {
    const { id, category, op, expect, why } = testCase;
    if (needMacos.includes(id) || testCase.platform === 'windows') continue;
    // shows: policy-outside, policy-runs-folder, path-algorithm, path-protected, path-secrets
    it(`${id} (${category}): to ${op} it is ${expect}, because ${why}`, async () => {
      await setUps[id]?.(places);
      const policy = policyOf(places);
      // pa-047 is a race: what was a folder when it was first judged is a link when it counts.
      if (id === 'pa-047') {
        await write(join(places.root, 'swap/x.txt'));
        assert.equal((await judge(policy, [effectOf(places, testCase)], 'auto')).verdict, 'allow');
        await rm(join(places.root, 'swap'), { recursive: true });
        await symlink('..', join(places.root, 'swap'));
      }
      const decision = await judge(policy, [effectOf(places, testCase)], 'auto');
      assert.equal(decision.verdict, expect, `${decision.rule}: ${decision.reason}`);
    });
  }

  for (const testCase of cases.cases.filter((candidate) => candidate.platform === 'windows')) {
    // No Windows here: the rules of its names are pure, and a lookup that finds everything where it is named stands for its disk.
    // shows: path-algorithm
    it(`${testCase.id} (windows): to ${testCase.op} it is ${testCase.expect}, because ${testCase.why}`, () => {
      const effect = effectOn(testCase.path, testCase.op, { root: 'C:\\work\\ws', home: 'C:\\Users\\me', platform: 'win32' });
      const decision = decide({
        effects: [effect],
        mode: 'auto',
        isTrusted: true,
        roots: ['C:\\work\\ws'],
        platform: 'win32',
        session: [],
        isRepositoryUnchanged: true,
        searchPath: [],
        lookup: { paths: ({ path }) => [{ kind: 'real', path, entry: 'missing' }], code: () => undefined },
      });
      assert.equal(decision.verdict, testCase.expect, `${decision.rule}: ${decision.reason}`);
    });
  }

  it('are all there', () => assert.equal(cases.cases.length, 60));
});

function effectOf(places: TestWorkspace, { id, path, op }: { readonly id: string; readonly path: string; readonly op: string }): Effect {
  const filled = (id === 'pa-011' ? join(places.secondRoot, 'x.py') : path)
    .replaceAll(/\$\{WS\}/g, places.root)
    .replaceAll(/\$\{HOME\}/g, places.home);
  return effectOn(filled, op, { root: places.root, home: places.home, platform: 'linux' });
}

function effectOn(written: string, op: string, base: Parameters<typeof absolutePath>[1]): Effect {
  const absolute = absolutePath(written, base);
  const path = absolute.kind === 'absolute' ? absolute.path : written;
  return { kind: op === 'create' ? 'write' : op === 'delete' ? 'delete' : op === 'read' ? 'read' : 'write', path };
}
