import assert from 'node:assert/strict';
import { judgeShell, type ShellPlace } from '../../../src/policy/shell/harmless.ts';
import { findNeverRule, neverRules } from '../../../src/policy/shell/never.ts';
import { allPrograms } from '../../../src/policy/shell/programs.ts';
import { readShell } from '../../../src/policy/shell/tokenize.ts';
import { judge, policyOf, useWorkspace } from './workspace.ts';

describe('The table of harmless programs', () => {
  const places = useWorkspace();

  for (const program of allPrograms) {
    // shows: policy-shell-parsed
    it(`${program.name}: each example passes and each counterexample does not`, async () => {
      const policy = policyOf(places);
      const wrong: string[] = [];
      const check = async (command: string, isExpected: (verdict: string) => boolean): Promise<void> => {
        const decision = await judge(policy, [{ kind: 'shell', command, cwd: places.root }]);
        if (!isExpected(decision.verdict)) wrong.push(`${command}: ${decision.verdict}, ${decision.reason}`);
      };
      for (const command of program.match) await check(command, (verdict) => verdict === 'allow');
      for (const command of program.noMatch) await check(command, (verdict) => verdict !== 'allow');
      assert.deepEqual(wrong, []);
      assert.ok(program.match.length > 0 && program.noMatch.length > 0);
    });
  }

  it('names every program once', () => {
    const names = allPrograms.map((program) => program.name);
    assert.equal(new Set(names).size, names.length);
  });

  it('lets nothing pass on Windows, whose shells read a line differently', () => {
    const place: ShellPlace = {
      cwd: 'C:\\ws',
      platform: 'win32',
      checkFile: () => undefined,
      checkFolder: () => undefined,
      checkProgram: () => undefined,
      checkRepository: () => undefined,
    };
    assert.equal(judgeShell('ls', place).verdict, 'ask');
    assert.equal(judgeShell('ls', { ...place, platform: 'linux' }).verdict, 'allow');
  });
});

describe('The final list', () => {
  for (const rule of neverRules) {
    it(`${rule.id} matches its examples and not the others`, () => {
      const isDenied = (command: string): boolean => findNeverRule(command, readShell(command))?.id === rule.id;
      assert.deepEqual(
        rule.match.filter((command) => !isDenied(command)),
        [],
      );
      assert.deepEqual(rule.noMatch.filter(isDenied), []);
    });
  }

  it('knows the fork bomb under any name', () => {
    for (const bomb of [':(){ :|:& };:', ':() { : | : & } ; :', 'bomb() { bomb | bomb & }; bomb']) {
      assert.equal(findNeverRule(bomb, readShell(bomb))?.id, 'never.fork-bomb', bomb);
    }
  });

  it('looks at commands, not at words inside a quote', () => {
    for (const command of ['echo "rm -rf /"', "grep -n 'mkfs /dev/sda' README.md", 'git commit -m "kill -9 -1"']) {
      assert.equal(findNeverRule(command, readShell(command)), undefined, command);
    }
  });
});
