import assert from 'node:assert/strict';
import { startsPrograms } from '../../../src/policy/repositoryConfig.ts';

describe('The configuration of a repository', () => {
  // shows: shell-exact
  it('is not believed when it names a program that looking would start', () => {
    for (const config of [
      '[core]\n\tfsmonitor = "touch PWNED;"\n',
      '[CORE] HooksPath = x',
      '[include]\n\tpath = ../evil',
      '[includeIf "gitdir:/"] path=evil',
      '[diff "x"]\n  textconv=evil',
      '[diff]\n  external = evil',
      '[filter "x"]\nclean = evil',
      '[filter "lfs"]\nclean = evil',
      '[filter.x]\nclean = evil',
      '[gpg "ssh"]\r\n\tprogram = evil\r\n',
      '[core]\n\tfsmon\\\nitor = evil',
    ])
      assert.ok(startsPrograms(config), config);
  });

  it('is believed when it is an ordinary one', () => {
    for (const config of [
      '',
      '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tfsmonitor = true\n',
      '[remote "origin"]\n\turl = git@example.org:x.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[user]\n\tname = A\n',
      '[filter "lfs"]\n\tclean = git-lfs clean -- %f\n\tsmudge = git-lfs smudge -- %f\n\trequired = true\n',
      'text\n',
    ])
      assert.ok(!startsPrograms(config), config);
  });
});
