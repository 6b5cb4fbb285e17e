import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { WrongUsage } from '../../../src/cli/command.ts';
import { demoKey, startDoubles } from '../../doubles/server.ts';
import { mustBeBuilt, runProgram } from '../cli/program.ts';
import { somePng } from './files.ts';

describe('A prompt with pictures', () => {
  // shows: images-cli
  it('takes any number of them, and is nothing without a prompt', () => {
    const { command } = parseCommandLine(['Compare these.', '--image', 'a.png', '--image=b.jpg']);
    assert.deepEqual(command, { kind: 'prompt', text: 'Compare these.', target: { kind: 'new' }, images: ['a.png', 'b.jpg'] });
    assert.throws(() => parseCommandLine(['--image', 'a.png']), WrongUsage);
  });

  describe('on the command line', () => {
    before(mustBeBuilt);

    // shows: images-cli
    it('sends them to the model, and says which file cannot be sent before anything is asked', async () => {
      const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-cli-')));
      const seen: (number | undefined)[] = [];
      const doubles = await startDoubles({
        brain: ({ messages }) => {
          const [first] = messages;
          seen.push(first?.role === 'user' ? first.images : undefined);
          return { text: 'A falling loss.' };
        },
      });
      try {
        const space = join(folder, 'space');
        await mkdir(space);
        await writeFile(join(space, 'loss.png'), somePng());
        await writeFile(join(space, 'notes.png'), 'no picture');
        const env = {
          HOME: folder,
          PRACTICUM_HOME: join(folder, 'home'),
          ANTHROPIC_API_KEY: demoKey,
          PRACTICUM_MODEL: 'anthropic/demo-digits',
          PRACTICUM_BASE_URL: doubles.anthropicUrl,
        };
        const { code, out, err } = await runProgram(space, ['What is this?', '--image', 'loss.png', '--image', 'loss.png'], env);
        assert.deepEqual([code, out, seen], [0, 'A falling loss.\n', [2]], err);
        for (const [file, why] of [
          ['notes.png', /notes\.png is no PNG, JPEG, GIF or WebP/],
          ['gone.png', /gone\.png is not there/],
        ] as const) {
          const refused = await runProgram(space, ['What is this?', '--image', file], env);
          assert.notEqual(refused.code, 0);
          assert.match(refused.err, why);
        }
        assert.equal(seen.length, 1);
      } finally {
        await doubles.close();
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    });
  });
});
