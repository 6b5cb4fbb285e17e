import assert from 'node:assert/strict';
import type { Effect } from '../../../src/base/effects.ts';
import type { GrantId } from '../../../src/base/ids.ts';
import { judge, policyOf, useWorkspace } from './workspace.ts';

/** A secret that was committed is one: its file need not be there any more. */
const reading: readonly string[] = [
  'git show HEAD:.env',
  'git show HEAD:./.env',
  "git show 'HEAD~1:deploy/prod.env'",
  'git show HEAD~1:deploy/../.env',
  'git show HEAD^{tree}:.env',
  'git show :0:.env',
  'git show "HEAD@{12:00}:.ssh/id_rsa"',
  'git show main:src/a.py main:.netrc',
  'git diff HEAD:.env HEAD~1:.env',
  'git diff HEAD~1..HEAD -- .env',
  'git diff HEAD:.env..HEAD:src/a.py',
  'git log -p -- .env',
  'git log -p HEAD -- src/a.py .aws/credentials',
  'git blame .env',
  'git --no-pager show HEAD:.env | head -n 3',
  'cd src && git show HEAD:../.env',
];

describe('A secret in an old commit', () => {
  const places = useWorkspace();
  const shell = (command: string): Effect => ({ kind: 'shell', command, cwd: places.root });

  // shows: path-secrets, shell-exact
  it('is asked about each time, as reading its file is: for no session, by no rule, under no grant', async () => {
    const grant = {
      grant: {
        id: 'gr_x' as GrantId,
        signedAtMs: 0,
        endsAtMs: 1e15,
        usd: 0,
        targets: ['local'],
        folders: [places.root],
        hosts: [],
        code: 'sandboxed' as const,
      },
      nowMs: 1,
      until: '07:30',
      isConfined: true,
      usdLeft: 0,
      approvedCode: new Set<string>(),
    };
    for (const command of reading) {
      for (const mode of ['ask', 'auto'] as const) {
        const asked = await policyOf(places).judge({ effects: [shell(command)], mode, isTrusted: true, session: [], earlier: [] });
        assert.deepEqual([asked.verdict, asked.sessionScope, asked.proposal], ['ask', undefined, undefined], command);
        const granted = await policyOf(places).judge({ effects: [shell(command)], mode, isTrusted: true, session: [], grant });
        assert.equal(granted.verdict, 'ask', `${command} under a grant`);
      }
    }
  });

  it('does not stand in the way of looking at what is none', async () => {
    for (const command of ['git show HEAD', 'git show HEAD:src/a.py', 'git log -p -- src', 'git diff HEAD~1', 'git blame src/a.py'])
      assert.equal((await judge(policyOf(places), [shell(command)])).verdict, 'allow', command);
  });
});
