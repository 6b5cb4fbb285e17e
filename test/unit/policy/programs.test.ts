import assert from 'node:assert/strict';
import { judgeShell, type ShellPlace } from '../../../src/policy/shell/harmless.ts';
import { findNeverRule, neverRules } from '../../../src/policy/shell/never.ts';
import { allPrograms } from '../../../src/policy/shell/programs.ts';
import { readShell } from '../../../src/policy/shell/tokenize.ts';
import { judge, policyOf, useWorkspace } from './workspace.ts';

describe('The table of harmless programs', () => {
  const places = useWorkspace();

  for (const program of allPrograms) {
    // shows: policy-shell-parsed, shell-table
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

  // shows: shell-windows
  it('lets no PowerShell and no cmd pass, in whatever spelling, on any system', async () => {
    const policy = policyOf(places);
    const shells = ['powershell', 'PowerShell.exe', 'POWERSHELL', 'pwsh', 'pwsh.EXE', '/usr/bin/pwsh', 'cmd', 'CMD.EXE', 'cmd.exe'];
    const paths = [
      'C:/Windows/System32/cmd.exe',
      "'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'",
      'start cmd',
      'wsl cmd.exe',
    ];
    const uses = ['', ' /c dir', ' -Command Get-ChildItem', ' -EncodedCommand AAAA', ' -NoProfile -File x.ps1', ' --version', ' --help'];
    for (const shell of [...shells, ...paths])
      for (const use of uses)
        for (const before of ['', 'ls && ', 'echo x | ']) {
          const command = `${before}${shell}${use}`;
          const decision = await judge(policy, [{ kind: 'shell', command, cwd: places.root }], 'auto');
          assert.equal(decision.verdict, 'ask', command);
        }
  });

  // shows: shell-exact
  it('lets nothing pass but its own programs: not the files of the same name, not wrappers, not other spellings', async () => {
    const policy = policyOf(places);
    for (const { name } of allPrograms)
      for (const line of [
        `./${name}`,
        `/usr/bin/${name}`,
        `"${name}"`,
        `\\${name}`,
        name.toUpperCase(),
        `${name}.exe`,
        `env ${name}`,
        `command ${name}`,
        `sudo ${name}`,
        `${name} &`,
        `(${name})`,
        `$(${name})`,
        `${name} > out`,
        `X=1 ${name}`,
        `PATH=. ${name}`,
      ]) {
        const decision = await judge(policy, [{ kind: 'shell', command: line, cwd: places.root }], 'auto');
        assert.notEqual(decision.verdict, 'allow', line);
      }
  });

  // shows: shell-exact
  it('reads no variable as harmless that names a file', async () => {
    const policy = policyOf(places);
    const verdictOn = async (command: string): Promise<string> =>
      (await judge(policy, [{ kind: 'shell', command, cwd: places.root }], 'auto')).verdict;
    for (const command of [
      'LC_ALL=C ls',
      'LANG=en_US.UTF-8 sort README.md',
      'TZ=Europe/Berlin date',
      'TZ=UTC date',
      'NO_COLOR=1 ls',
      'LC_ALL= ls',
    ])
      assert.equal(await verdictOn(command), 'allow', command);
    for (const command of [
      'LC_ALL=../x ls',
      'LANG=/tmp/x ls',
      'TZ=/etc/passwd date',
      'TZ=:x date',
      'TZ=../../x date',
      'LOCPATH=. ls',
      'TERMINFO=. ls',
    ])
      assert.equal(await verdictOn(command), 'ask', command);
  });

  // shows: shell-windows
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
