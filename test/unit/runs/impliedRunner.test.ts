import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { impliedRunner } from '../../../src/runs/entries/impliedRunner.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

describe('What a script is started by where only the script was agreed to', () => {
  const folder = useTemporaryFolder();
  const runnerOf = async (text: string, isElsewhere: boolean): Promise<readonly string[]> => {
    const script = join(folder.path, 'train.py');
    await writeFile(script, text);
    return await impliedRunner(script, { isElsewhere, gpu: ['0', '1'], env: { HF_HOME: folder.path } });
  };

  // shows: tool-run-start
  it('is torchrun or accelerate where it asks for them, with as many processes as it has devices', async () => {
    const distributed =
      'import torch.distributed as dist\nif __name__ == "__main__":\n    dist.init_process_group("gloo")\n    loss.backward()\n    optimizer.step()\n';
    assert.deepEqual((await runnerOf(distributed, false)).slice(0, 4), [
      '-m',
      'torch.distributed.run',
      '--standalone',
      '--nproc-per-node=2',
    ]);
    assert.deepEqual((await runnerOf(distributed, true)).slice(0, 4), [
      '-m',
      'torch.distributed.run',
      '--standalone',
      '--nproc-per-node=gpu',
    ]);
    const accelerated =
      'from accelerate import Accelerator\naccelerator = Accelerator()\nif __name__ == "__main__":\n    accelerator.backward(loss)\n    optimizer.step()\n';
    assert.deepEqual(await runnerOf(accelerated, true), ['-m', 'accelerate.commands.launch']);
  });

  // shows: effects-declared
  it('is nothing where more than running it would come of that: packages, a function, words of a comment', async () => {
    const texts = [
      '# /// script\n# dependencies = ["evil"]\n# ///\nimport torch\nloss.backward()\noptimizer.step()\n',
      'import torch\ndef train():\n    loss.backward()\n    optimizer.step()\n',
      '# train: uv run --with evil\nloss.backward()\n',
      '# train: python -c "print(1)"\nloss.backward()\n',
    ];
    for (const text of texts) for (const isElsewhere of [true, false]) assert.deepEqual(await runnerOf(text, isElsewhere), [], text);
  });
});
