import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import cases from '../../fixtures/policy/shell-cases.json' with { type: 'json' };
import { judge, policyOf, useWorkspace } from './workspace.ts';

describe('The shell cases', () => {
  const places = useWorkspace();

  for (const { id, category, command, expect, why } of cases.cases) {
    // shows: policy-shell-parsed, policy-fails-closed, shell-exact
    it(`${id} (${category}): ${expect}, because ${why}`, async () => {
      const policy = policyOf(places);
      await judge(policy, [{ kind: 'record', what: 'plan' }]);
      // The two cases that need a state: an executable ./ls, and a repository that was reconfigured during the session.
      if (id === 'sh-122') await writeFile(join(places.root, '.git/config'), '[core]\n\tfsmonitor = "touch PWNED;"\n');
      if (id === 'sh-128' || id === 'sh-140') {
        await writeFile(join(places.root, 'ls'), '#!/bin/sh\ntouch PWNED\n');
        await chmod(join(places.root, 'ls'), 0o755);
      }
      const decision = await judge(policy, [{ kind: 'shell', command, cwd: places.root }]);
      assert.equal(decision.verdict, expect, `${decision.rule}: ${decision.reason}`);
      assert.notEqual(decision.reason, '');
    });
  }

  it('are all there', () => assert.equal(cases.cases.length, 110));
});
