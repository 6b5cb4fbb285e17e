import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keySearch } from '../../../src/runs/keysWithin.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';

const known = 'Quiet7Harbour-lamp';
const shaped = `hf_${'a1B2'.repeat(9)}`;

describe('A key in what leaves this machine', () => {
  const folder = useTemporaryFolder();
  const isIn = async (content: string | Buffer, search = keySearch({ known: [known] })): Promise<boolean> => {
    const file = join(folder.path, 'file');
    await writeFile(file, content);
    return await search.isIn(file, Buffer.byteLength(content));
  };

  // shows: secrets-everywhere
  it('is found by its shape in a text, and where it is known also among bytes and across the pieces that are read', async () => {
    assert.ok(await isIn(`token = "${shaped}"\n`));
    assert.ok(await isIn(Buffer.concat([Buffer.alloc(9_000), Buffer.from(known)])));
    const piece = 2 ** 20;
    const inPieces = keySearch({ known: [known], longestText: 0 });
    for (const before of [piece - 1, piece - known.length + 1, piece, 3 * piece - 5])
      assert.ok(
        await isIn(Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(known), Buffer.alloc(10, 'y')]), inPieces),
        `after ${before} bytes`,
      );
    assert.ok(!(await isIn('loss = 0.5\npad_token = "<pad>"\n')));
    assert.ok(!(await isIn(known.slice(0, -1))));
    assert.ok(!(await isIn(Buffer.alloc(3 * piece, known.slice(0, -1)), inPieces)));
  });

  // shows: secrets-everywhere
  it('is found in a name, and is not what somebody says is none', async () => {
    const search = keySearch({ known: [known], counts: ({ kind }) => kind !== 'secret' });
    assert.ok(search.isInName(`out/${known}.txt`));
    assert.ok(search.isInName(`${shaped}.txt`));
    assert.ok(!search.isInName('out/model.safetensors'));
    assert.ok(!(await isIn('password = "hunter2hunter2"\n', search)));
    assert.ok(await isIn('password = "hunter2hunter2"\n'));
    assert.ok(await isIn(`url = "postgres://ada:${known}@db/x"\n`, search));
  });
});
