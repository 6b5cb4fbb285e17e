import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { repairBrain, repairPrompt } from '../../doubles/repairModel.ts';
import type { NeutralMessage, NeutralReply } from '../../doubles/script.ts';

const train = readFileSync(new URL('../../../examples/broken/train.py', import.meta.url), 'utf8');

type Input = Readonly<Record<string, unknown>>;
type Answer = string | { readonly error: string };

/** Plays the brain against tools, and answers the calls that it made and its last words. */
async function play(tools: (name: string, input: Input) => Answer): Promise<{ readonly calls: readonly Input[]; readonly answer: string }> {
  const messages: NeutralMessage[] = [{ role: 'user', text: repairPrompt }];
  const made: Input[] = [];
  const shared = { wire: 'openai' as const, model: 'm', system: '', toolNames: [], earlierRequests: 0 };
  for (let round = 0; round < 100; round += 1) {
    const reply: NeutralReply = await repairBrain({ ...shared, messages });
    const calls = (reply.calls ?? []).map(({ name, input }, index) => ({ id: `c${round}.${index}`, name, input }));
    if (calls.length === 0) return { calls: made, answer: reply.text ?? '' };
    messages.push({
      role: 'assistant',
      text: reply.text ?? '',
      calls: calls.map(({ id, name, input }) => ({ id, name, argumentsJson: JSON.stringify(input) })),
    });
    const results = calls.map(({ id, name, input }) => {
      made.push({ name, ...input });
      const answer = tools(name, input);
      return typeof answer === 'string'
        ? { callId: id, content: answer, isError: false }
        : { callId: id, content: answer.error, isError: true };
    });
    messages.push({ role: 'tool', results });
  }
  throw new Error('It does not come to an end.');
}

/** A workspace whose runs fail with these errors, one after the other, and then are done. */
function workspace(text: string, errors: readonly string[]): (name: string, input: Input) => Answer {
  let runs = 0;
  return (name) => {
    switch (name) {
      case 'start_run':
        runs += 1;
        return `run: run_${runs}\nstatus: running`;
      case 'read_run': {
        const error = errors[runs - 1];
        return error === undefined
          ? `run: run_${runs}\nstatus: done\nexit: 0\nmetric test_accuracy: first 0.5 (step 1), best 0.9 (step 9), last 0.9 (step 9), n 9`
          : `run: run_${runs}\nstatus: failed\nexit: 1\nconsole (lines 1 to 3 of 3):\nTraceback (most recent call last):\n  File "train.py", line 1\n${error}`;
      }
      case 'read_file':
        return text
          .split('\n')
          .map((line, index) => `${String(index + 1).padStart(5)}\t${line}`)
          .join('\n');
      default:
        return 'ok';
    }
  };
}

describe('The repairing model', () => {
  const editsOf = (calls: readonly Input[]): readonly unknown[] =>
    calls.filter(({ name }) => name === 'edit_file').map(({ edits }) => edits);

  it('changes what the traceback and the script lead to, whatever the names and numbers are', async () => {
    const other = train
      .replaceAll('DataLoader', 'BatchSampler')
      .replace('Dataloader', 'Batchsampler')
      .replace('nn.Linear(128, hidden)', 'nn.Linear(77, hidden)')
      .replace('default=256', 'default=96');
    const { calls } = await play(
      workspace(other, [
        "ImportError: cannot import name 'Batchsampler' from 'torch.utils.data' (/somewhere)",
        'RuntimeError: mat1 and mat2 shapes cannot be multiplied (96x300 and 77x300)',
        'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 7.00 MiB. GPU 0 has a total capacity of 2.00 MiB of which 1.00 MiB is free.',
      ]),
    );
    assert.deepEqual(editsOf(calls), [
      [
        {
          old: 'from torch.utils.data import Batchsampler, TensorDataset',
          new: 'from torch.utils.data import BatchSampler, TensorDataset',
        },
      ],
      [{ old: '        self.second = nn.Linear(77, hidden)', new: '        self.second = nn.Linear(hidden, hidden)' }],
      [
        {
          old: '    parser.add_argument("--batch-size", type=int, default=96, help="images on the device at once")',
          new: '    parser.add_argument("--batch-size", type=int, default=12, help="images on the device at once")',
        },
        {
          old: '    parser.add_argument("--accumulate", type=int, default=1, help="batches whose gradients make one step")',
          new: '    parser.add_argument("--accumulate", type=int, default=8, help="batches whose gradients make one step")',
        },
      ],
    ]);
  });

  it('does not change what runs, and says when it does not know a cause, is refused, or cannot start', async () => {
    const fine = await play(workspace(train, []));
    assert.deepEqual(editsOf(fine.calls), []);
    assert.match(fine.answer, /test_accuracy 0\.9/);
    const unknown = await play(workspace(train, ['KeyError: 7']));
    assert.deepEqual(editsOf(unknown.calls), []);
    assert.match(unknown.answer, /I do not know what to do about it: `KeyError: 7`/);
    const fault = "ImportError: cannot import name 'Dataloader' from 'torch.utils.data' (/somewhere)";
    const inner = workspace(train, [fault]);
    const rejected = await play((name, input) => (name === 'edit_file' ? { error: 'The person rejected this call.' } : inner(name, input)));
    assert.match(rejected.answer, /You rejected the change/);
    const unstarted = await play((name) => (name === 'start_run' ? { error: 'No Python was found.' } : 'ok'));
    assert.match(unstarted.answer, /No Python was found/);
  });
});
