import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Advice } from '../../../../src/agent/guards/advice.ts';
import { cycleAtEnd } from '../../../../src/agent/guards/cycles.ts';
import { LoopGuard } from '../../../../src/agent/guards/loopGuard.ts';
import { type CallSignature, canonicalArguments, signatureOf } from '../../../../src/agent/guards/signature.ts';
import { Story, type ToldCall } from './story.ts';

const read = (path: string, result = `text of ${path}`): ToldCall => ({ tool: 'read_file', arguments: { path }, result });

/** Tells the calls one by one, and logs what is due before each next response, as the loop does. */
function followed(calls: readonly ToldCall[]): { readonly said: readonly string[]; readonly guard: LoopGuard; readonly story: Story } {
  const guard = new LoopGuard();
  const story = new Story().to(guard).asks();
  const said: string[] = [];
  for (const call of calls) {
    story.calls([call]);
    said.push(answer(story, guard));
  }
  return { said, guard, story };
}

function answer(story: Story, guard: LoopGuard): string {
  const advice = guard.due();
  if (advice?.kind === 'hint') story.tell({ type: 'hint.given', turn: story.turn, hint: advice.hint, text: advice.text });
  return advice === undefined ? '-' : `${advice.kind} ${advice.kind === 'hint' ? advice.hint : (advice.end.code ?? '')}`;
}

const repeated = <T>(times: number, items: readonly T[]): readonly T[] => Array.from({ length: times }, () => items).flat();

describe('Work that goes round in circles', () => {
  // shows: doom-identical
  it('gets a hint at the third equal call with an equal result, and a stop at the fifth', () => {
    const { said } = followed(repeated(5, [read('a.py')]));
    assert.deepEqual(said, ['-', '-', 'hint identical', '-', 'stop identical']);
  });

  // shows: doom-identical
  it('counts equal arguments whatever the order of their keys and their blanks', () => {
    const forms = ['{"a":1,"b":{"c":2,"d":[3]}}', '{ "b": {"d": [3], "c": 2}, "a": 1 }', '{"b":{"c":2,"d":[3]},"a":1}'];
    const { said } = followed(forms.map((form) => ({ tool: 'search', arguments: form, result: 'nothing' })));
    assert.equal(said.at(-1), 'hint identical');
  });

  // shows: doom-polling
  it('never fires for polling whose output changes', () => {
    const polls = Array.from({ length: 100 }, (_, step) => ({ tool: 'read_run', arguments: { run: 'r' }, result: `step ${step}` }));
    const { said } = followed(polls);
    assert.deepEqual(new Set(said), new Set(['-']));
  });

  // shows: doom-cycle
  it('gets a hint after two rounds of a cycle of two to eight calls, and a stop after four', () => {
    for (let length = 2; length <= 8; length += 1) {
      const round = Array.from({ length }, (_, index) => read(`${index}.py`));
      const { said } = followed(repeated(4, round));
      const expected = said.map((_, index) => (index === 2 * length - 1 ? 'hint cycle' : index === 4 * length - 1 ? 'stop cycle' : '-'));
      assert.deepEqual(said, expected, `length ${length}`);
    }
  });

  it('lets nine different calls be repeated', () => {
    const round = Array.from({ length: 9 }, (_, index) => read(`${index}.py`));
    assert.deepEqual(new Set(followed(repeated(4, round)).said), new Set(['-']));
  });

  // shows: doom-hints
  it('hints once for each streak, and again for the next one', () => {
    const { said } = followed([...repeated(4, [read('a.py')]), read('b.py'), ...repeated(3, [read('c.py')])]);
    assert.deepEqual(said, ['-', '-', 'hint identical', '-', '-', '-', '-', 'hint identical']);
  });

  // shows: doom-hints
  it('begins anew with the person’s next word', () => {
    const { story, guard } = followed(repeated(4, [read('a.py')]));
    story
      .asks()
      .calls([read('a.py')])
      .calls([read('a.py')]);
    assert.equal(answer(story, guard), '-');
    story.steers('Try the other file.').calls([read('a.py')]);
    assert.equal(answer(story, guard), '-');
    story.calls([read('a.py')]).calls([read('a.py')]);
    assert.equal(answer(story, guard), 'hint identical');
  });

  it('counts the calls of one response in the order in which they were made, not in which they ended', () => {
    const guard = new LoopGuard();
    const story = new Story().to(guard).asks();
    const calls = [read('a.py'), read('b.py'), read('a.py'), read('b.py')];
    story.calls(calls, { endingOrder: [3, 1, 0, 2] });
    assert.equal(answer(story, guard), 'hint cycle');
  });

  it('hints before it stops, even at five equal calls in one response', () => {
    const guard = new LoopGuard();
    const story = new Story()
      .to(guard)
      .asks()
      .calls(repeated(5, [read('a.py')]));
    assert.equal(answer(story, guard), 'hint identical');
    assert.equal(answer(story, guard), '-');
    story.calls([read('a.py')]);
    assert.equal(answer(story, guard), 'stop identical');
  });

  it('speaks of three equal calls although another one followed in the same response', () => {
    const guard = new LoopGuard();
    const story = new Story()
      .to(guard)
      .asks()
      .calls([...repeated(3, [read('a.py')]), read('b.py')]);
    assert.equal(answer(story, guard), 'hint identical');
    assert.equal(answer(story, guard), '-');
  });

  it('does not take results that memory no longer holds for equal', () => {
    const guard = new LoopGuard();
    const story = new Story().to(guard).asks();
    for (let count = 0; count < 5; count += 1) story.calls([{ tool: 'read_file', arguments: { path: 'a' }, end: { isCold: true } }]);
    assert.equal(guard.due(), undefined);
  });

  // shows: doom-hints
  it('says after a reload what it would have said before it', () => {
    const call = fc.constantFrom(read('a'), read('b'), read('c'), read('a', 'else'));
    fc.assert(
      fc.property(fc.array(fc.array(call, { minLength: 1, maxLength: 3 }), { maxLength: 25 }), (responses) => {
        const guard = new LoopGuard();
        const story = new Story().to(guard).asks();
        for (const calls of responses) {
          story.calls(calls);
          const again = new LoopGuard();
          for (const event of story.events) again.apply(event);
          assert.deepEqual(again.due(), guard.due());
          if (answer(story, guard).startsWith('stop')) return;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells the model what to do instead, and the person what happened', () => {
    const guard = new LoopGuard();
    const story = new Story().to(guard).asks();
    for (let count = 0; count < 3; count += 1) story.calls([read('a.py')]);
    const hint: Advice | undefined = guard.due();
    assert.ok(hint?.kind === 'hint');
    assert.match(hint.text, /^You have called read_file 3 times in a row/);
    answer(story, guard);
    story.calls([read('a.py')]).calls([read('a.py')]);
    const stop = guard.due();
    assert.ok(stop?.kind === 'stop');
    assert.equal(stop.end.end, 'stuck');
    assert.equal(stop.end.message, 'Stopped: read_file was called 5 times in a row, with the same arguments and the same results.');
  });
});

describe('A cycle', () => {
  const signed = (names: string): readonly CallSignature[] => [...names].map((name) => signatureOf(name, '{}', undefined));

  it('is the shortest one that the newest calls make twice', () => {
    assert.equal(cycleAtEnd([]), undefined);
    assert.equal(cycleAtEnd(signed('aaaaaa')), undefined);
    assert.equal(cycleAtEnd(signed('ababc')), undefined);
    assert.deepEqual(cycleAtEnd(signed('xabab')), { tools: ['a', 'b'], rounds: 2 });
    assert.deepEqual(cycleAtEnd(signed('babababa')), { tools: ['b', 'a'], rounds: 4 });
    assert.deepEqual(cycleAtEnd(signed('aabaab')), { tools: ['a', 'a', 'b'], rounds: 2 });
    assert.deepEqual(cycleAtEnd(signed('abcdefabcdef'))?.tools.length, 6);
  });
});

describe('Canonical arguments', () => {
  it('sort keys at every depth, drop blanks, and leave what is no JSON as it is', () => {
    assert.equal(canonicalArguments('{ "b": [ {"d": 1, "c": null} ], "a": "x y" }'), '{"a":"x y","b":[{"c":null,"d":1}]}');
    assert.equal(canonicalArguments('{"a":1,"a":2}'), '{"a":2}');
    assert.equal(canonicalArguments('{"10":1,"9":2,"a":3}'), '{"10":1,"9":2,"a":3}');
    assert.equal(canonicalArguments('{broken'), '{broken');
    assert.equal(canonicalArguments(''), '');
    assert.equal(canonicalArguments(' "abc" '), '"abc"');
  });

  it('keep numbers as they are written', () => {
    assert.notEqual(canonicalArguments('{"seed":9007199254740993}'), canonicalArguments('{"seed":9007199254740992}'));
    assert.equal(canonicalArguments('{"lr":1e-3}'), canonicalArguments('{"lr":0.0010}'));
    assert.notEqual(canonicalArguments('{"steps":1}'), canonicalArguments('{"steps":1.0}'));
  });

  it('survive any depth', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.equal(canonicalArguments(deep), deep);
  });

  it('mean the same as before', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        assert.deepEqual(JSON.parse(canonicalArguments(json)), JSON.parse(json));
        assert.equal(canonicalArguments(canonicalArguments(json)), canonicalArguments(json));
      }),
    );
  });
});
