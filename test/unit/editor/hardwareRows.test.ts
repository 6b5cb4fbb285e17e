import assert from 'node:assert/strict';
import { confirmation, hardwareRows } from '../../../src/editor/hardwareRows.ts';

describe('hardware of Hugging Face to choose from', () => {
  const small = {
    flavor: 't4-small',
    name: 'T4',
    cpu: '4 vCPU',
    memory: '15 GB',
    accelerator: { model: 'T4', count: 1, memory: '16 GB' },
    microUsdPerHour: 400_000,
  };
  const large = { ...small, flavor: 'l4x4', accelerator: { model: 'L4', count: 4, memory: '96 GB' }, microUsdPerHour: 3_800_000 };

  // shows: job-quote
  it('says what each has and costs, and when a price is not today’s', () => {
    assert.deepEqual(
      hardwareRows({ hardware: [small, large] }).map(({ flavor, description, detail }) => [flavor, description, detail]),
      [
        ['t4-small', 'T4 16 GB, 4 vCPU, 15 GB · $0.40/h', undefined],
        ['l4x4', '4× L4 96 GB, 4 vCPU, 15 GB · $3.80/h', undefined],
      ],
    );
    assert.match(hardwareRows({ hardware: [small], tableOf: '2026-08' })[0]?.detail ?? '', /of 2026-08/);
  });

  // shows: job-quote
  it('is agreed to by a button that says the most it can cost', () => {
    const wish = { payer: 'acme', hub: 'https://huggingface.co', flavor: 't4-small', timeoutMs: 5_400_000, microUsdPerHour: 400_000 };
    const { question, detail, yes } = confirmation(wish, small, { verb: 'Train', name: 'train.py' }, undefined);
    assert.equal(question, 'Train train.py on Hugging Face for at most $0.60?');
    assert.equal(yes, 'Train for at Most $0.60');
    for (const said of ['t4-small (T4 16 GB', 'Price: $0.40 an hour', 'Time limit: 90 min', 'Paid by: acme'])
      assert.ok(detail.includes(said), said);
  });
});
