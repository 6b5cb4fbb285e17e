import assert from 'node:assert/strict';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { judge, policyOf, useWorkspace, write } from './workspace.ts';

describe('A search through whole folders', () => {
  const places = useWorkspace();
  const verdictOn = async (command: string): Promise<string> =>
    (await judge(policyOf(places), [{ kind: 'shell', command, cwd: places.root }])).verdict;

  // shows: policy-shell-parsed
  it('asks when anything at any depth may hold a secret, whether the folder is named or not', async () => {
    assert.equal(await verdictOn('grep -rn lr src'), 'allow');
    for (const command of ['grep -rn lr', 'grep -rn ..', 'grep -rn lr .', 'cd src && grep -r lr ..'])
      assert.equal(await verdictOn(command), 'ask', command);
    await write(join(places.root, 'src/deep/inside/.env'));
    assert.equal(await verdictOn('grep -rn lr src'), 'ask');
    assert.equal(await verdictOn('grep -n lr src/a.py'), 'allow');
  });

  it('asks for ripgrep, which leaves hidden files out, only when a visible one may hold a secret', async () => {
    assert.equal(await verdictOn('rg lr'), 'allow');
    await write(join(places.root, 'src/credentials.json'));
    assert.equal(await verdictOn('rg lr'), 'ask');
    await rm(join(places.root, 'src/credentials.json'));
    assert.equal(await verdictOn('rg lr'), 'allow');
  });

  it('follows no link, as grep does not, and asks when there is more than can be looked through', async () => {
    await symlink(places.home, join(places.root, 'src/home'));
    assert.equal(await verdictOn('grep -rn lr src'), 'allow');
    await Promise.all(Array.from({ length: 10_001 }, (_, index) => write(join(places.root, `src/many/${index}.txt`))));
    assert.equal(await verdictOn('grep -rn lr src'), 'ask');
  });
});
