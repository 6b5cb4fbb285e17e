import assert from 'node:assert/strict';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { runDoctor } from '../../../src/cli/doctorCommand.ts';
import { sandboxSettings } from '../../../src/cli/host.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

describe('practicum doctor', () => {
  const folder = useTemporaryFolder();

  // shows: doctor-protection
  it('prints a line for each thing that it looked at, or a record a line', async () => {
    for (const more of [[], ['--json']]) {
      const { command, options } = parseCommandLine(['doctor', '-C', folder.path, ...more]);
      assert.deepEqual(command, { kind: 'doctor' });
      const parts: string[] = [];
      const output = { out: (part: string) => void parts.push(part), err: () => undefined, closed: new AbortController().signal };
      assert.equal(await runDoctor(options, output), 0);
      const text = parts.join('');
      const lines = text.trimEnd().split('\n');
      if (more.length === 0)
        assert.ok(
          lines.some((line) => /^(ok {5}|warning) {2}Sandbox: /.test(line)),
          text,
        );
      else
        assert.ok(
          lines.map((line): unknown => JSON.parse(line)).some((finding) => JSON.stringify(finding).startsWith('{"about":"Sandbox"')),
        );
    }
  });

  it('takes the wish to be confined from the environment, and no misspelt one', () => {
    assert.deepEqual(sandboxSettings({}), { use: 'auto', hosts: [] });
    assert.deepEqual(sandboxSettings({ PRACTICUM_SANDBOX: 'required', PRACTICUM_SANDBOX_HOSTS: 'pypi.org, *.huggingface.co' }), {
      use: 'required',
      hosts: ['pypi.org', '*.huggingface.co'],
    });
    assert.throws(() => sandboxSettings({ PRACTICUM_SANDBOX: 'require' }), { code: 'usage' });
    assert.throws(() => sandboxSettings({ PRACTICUM_SANDBOX_HOSTS: 'https://pypi.org' }), { code: 'usage' });
  });
});
