import assert from 'node:assert/strict';
import { mkdtemp, readFile, realpath, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Checkpoints } from '../../../src/app/checkpoints.ts';
import { FileCopies } from '../../../src/app/fileCopies.ts';
import type { CallId, TurnId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { usingPermit } from '../../../src/base/usingPermit.ts';
import { createSession } from '../../../src/sessions/store.ts';
import { createNodeFiles } from '../../../src/workspace/nodeFiles.ts';

const names = ['a.py', 'b.py', 'c.py'] as const;
type Name = (typeof names)[number];
type State = ReadonlyMap<Name, string>;

/** One turn of the agent, a person at work beside it, or a click on “take back”. */
type Act =
  | { readonly kind: 'turn'; readonly writes: readonly (readonly [Name, string])[] }
  | { readonly kind: 'person'; readonly name: Name; readonly content: string | undefined }
  | { readonly kind: 'revert' | 'restore'; readonly turn: number };

const name = fc.constantFrom(...names);
const acts = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('turn' as const),
        writes: fc.array(fc.tuple(name, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('person' as const),
        name,
        content: fc.option(fc.string({ maxLength: 8 }), { nil: undefined }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('revert' as const, 'restore' as const), turn: fc.nat(8) }) },
  ),
  { maxLength: 12 },
);

describe('Whatever the agent and a person do to the same files', () => {
  const permits = createPermitAuthority();

  // shows: checkpoint-restore, checkpoint-conflict
  it('going back brings the bytes of that moment, and never takes away what the person wrote', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-restoring-')));
    try {
      await fc.assert(
        fc.asyncProperty(acts, async (story) => {
          const root = await mkdtemp(join(folder, 'space-'));
          await play(root, story);
        }),
        { numRuns: 60 },
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  async function play(root: string, story: readonly Act[]): Promise<void> {
    const home = join(root, '..', 'home');
    const log = await createSession({ home, workspace: root, app: 'test' });
    const files = createNodeFiles({ roots: [root], require: permits.require });
    const checkpoints = new Checkpoints(log, files, permits, new FileCopies(log, home));
    /** `before`: what stood there when the agent first wrote in this turn or a later one. What a person does in between stays done. */
    const turns: { readonly id: TurnId; readonly before: Map<Name, string | undefined>; readonly wrote: ReadonlySet<Name> }[] = [];
    // No text twice: what the person wrote is never by chance what the agent had written.
    let texts = 0;
    const unique = (content: string): string => {
      texts += 1;
      return `${texts} ${content}`;
    };
    /** The person had the last word on these. */
    const persons = new Set<Name>();
    const state = async (): Promise<State> => {
      const found = new Map<Name, string>();
      for (const each of names) {
        const text = await readFile(join(root, each), 'utf8').catch(() => undefined);
        if (text !== undefined) found.set(each, text);
      }
      return found;
    };
    const write = async (turn: TurnId, file: Name, content: string): Promise<void> => {
      const path = join(root, file);
      const current = await readFile(path).then(
        (bytes) => new Uint8Array(bytes),
        () => undefined,
      );
      const text = current === undefined ? undefined : Buffer.from(current).toString();
      for (const { before } of turns) if (!before.has(file)) before.set(file, text);
      const after = new TextEncoder().encode(content);
      await checkpoints.record({ turn, call: newId<CallId>('ca'), path, before: current, after });
      await usingPermit(permits, [{ kind: 'write', path }], (permit) => files.write(permit, path, after, current));
    };
    for (const act of story) {
      if (act.kind === 'turn') {
        const id = newId<TurnId>('tu');
        turns.push({ id, before: new Map(), wrote: new Set(act.writes.map(([file]) => file)) });
        await log.append({ type: 'turn.started', turn: id, message: newId('me'), text: 'Go', mentions: [] });
        for (const [file, content] of act.writes) {
          await write(id, file, unique(content));
          persons.delete(file);
        }
        await log.append({ type: 'turn.ended', turn: id, end: 'done' });
      } else if (act.kind === 'person') {
        if (act.content === undefined) await unlink(join(root, act.name)).catch(() => undefined);
        else await writeFile(join(root, act.name), unique(act.content));
        persons.add(act.name);
      } else {
        const turn = turns[act.turn];
        if (turn === undefined) continue;
        const before = await state();
        const outcome = act.kind === 'revert' ? await checkpoints.revert(turn.id) : await checkpoints.restoreTo(turn.id, 'leave');
        const after = await state();
        const restored = new Set(outcome.restored);
        const put = new Set(names.filter((file) => restored.has(join(root, file))));
        for (const file of names) {
          if (persons.has(file) && before.has(file)) assert.equal(after.get(file), before.get(file), `${file} is the person’s`);
          if (!put.has(file)) assert.equal(after.get(file), before.get(file), `${file} was not told of`);
          else assert.equal(after.get(file), turn.before.get(file), `${file} is not as it was`);
        }
        assert.deepEqual(outcome.unable, []);
        if (act.kind === 'revert') continue;
        const since = new Set(turns.slice(act.turn).flatMap(({ wrote }) => [...wrote]));
        for (const file of since) assert.ok(put.has(file) || persons.has(file), `${file} was left although nobody else changed it`);
      }
    }
    await log.close();
  }
});
