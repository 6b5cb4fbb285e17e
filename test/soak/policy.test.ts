import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import type { CallId } from '../../src/base/ids.ts';
import { createPermitAuthority } from '../../src/base/permit.ts';
import { createPolicy } from '../../src/policy/policy.ts';
import { asHarmless } from '../../src/policy/shell/asHarmless.ts';
import { allPrograms } from '../../src/policy/shell/programs.ts';
import { createShell } from '../../src/workspace/shell.ts';
import cases from '../fixtures/policy/shell-cases.json' with { type: 'json' };
import { harmlessLine } from '../fuzz/grammar.ts';
import { asStarted, lookingEnvironment, makeLineJudge } from '../fuzz/judge.ts';
import { makeTracedPlace, whyNotTraced } from '../fuzz/traced.ts';
import { mutated } from './policy/mutations.ts';
import { makePlace, marker, type Place } from './policy/place.ts';
import { eachRound, tell } from './soak.ts';

const listed = new Set(allPrograms.map(({ name }) => name));
const matches = allPrograms.flatMap(({ match }) => match);
const commandsThat = (verdict: string): readonly string[] =>
  cases.cases.filter(({ expect }) => expect === verdict).map(({ command }) => command);
const refused = [...commandsThat('ask'), ...allPrograms.flatMap(({ noMatch }) => noMatch)];
const near = { lines: [...commandsThat('allow'), ...matches], refused };
const far = { lines: [...near.lines, ...refused], refused };

describe('Shell commands that the policy allows', () => {
  let place: Place;
  before(() => {
    place = makePlace(listed);
  });
  after(() => place.dispose());

  // shows: policy-shell-parsed, policy-fails-closed
  it('change nothing, start nothing that is not listed and print nothing from elsewhere, when bash really runs them', async () => {
    const { root } = place;
    const home = path.join(root, '../home');
    const permits = createPermitAuthority();
    const shell = createShell({ require: permits.require, env: { PATH: place.programs, HOME: home }, asHarmless });
    const policy = createPolicy({ roots: [root], platform: 'linux', searchPath: [place.programs], fs });
    let allowed = 0;
    let started = 0;
    const distinct = new Set<string>();
    const before = place.listing();
    const commands = await eachRound({ name: 'policy', atLeast: 2000, share: 0.05 }, async ({ random }) => {
      // Most of them begin from what is allowed, where a mistake would be near.
      const command = mutated(random.chance(0.7) ? near : far, random);
      const effect = { kind: 'shell', command, cwd: root } as const;
      const { verdict } = await policy.judge({ effects: [effect], mode: 'ask', isTrusted: true, session: [] });
      if (verdict !== 'allow' || distinct.has(command)) return;
      distinct.add(command);
      allowed += 1;
      const permit = permits.mint('call_soak' as CallId, [effect]);
      const { output, endedBy } = await shell.run(permit, { command, cwd: root, timeoutMs: 20_000, signal: new AbortController().signal });
      assert.equal(endedBy, 'itself', `does not end by itself: ${command}`);
      assert.equal(place.listing(), before, `changed something: ${command}`);
      const names = place.started();
      for (const name of names) {
        assert.ok(listed.has(name), `started ${name}: ${command}`);
        assert.ok(command.replaceAll(/["'\\]/g, '').includes(name), `started ${name}, which it does not name: ${command}`);
      }
      assert.ok(!output.includes(marker), `printed what it must not read: ${command}`);
      started += names.length;
    });
    tell('policy', { commands, allowed, started });
    assert.ok(allowed > commands / 50 && started > 0, 'nothing was put to the test');
  });
});

/** At the usual ten minutes of a soak. */
const linesAtLeast = 100_000;
const batchSize = 2000;
/** The most of a batch that are run: judging is quick, running under a tracer is not. */
const runsAtMost = 400;

describe('Command lines made from the table, and lines near them', () => {
  // shows: shell-fuzz
  it('write nothing, start nothing that they do not name, connect to nothing and read no secret, when those that pass are really run', async function () {
    const why = whyNotTraced();
    if (why !== undefined) this.skip();
    const place = makeTracedPlace();
    try {
      const judge = makeLineJudge(place);
      const env = await lookingEnvironment(place);
      const seen = new Set<string>();
      const counts = { lines: 0, allowed: 0, executed: 0, 'harmless ones': 0 };
      await eachRound({ name: 'fuzz', atLeast: linesAtLeast / batchSize, share: 0.2 }, async ({ random }) => {
        const batch: string[] = [];
        for (let number = 0; number < batchSize; number += 1) {
          const begin = harmlessLine(random);
          const isHarmless = random.chance(0.2);
          const line = isHarmless ? begin : mutated({ lines: [begin, begin, begin, random.pick(matches)], refused }, random);
          const { verdict, reason } = await judge.verdictOn(line);
          counts.lines += 1;
          if (isHarmless) {
            counts['harmless ones'] += 1;
            assert.equal(verdict, 'allow', `is asked about: ${line}: ${reason}`);
          }
          if (verdict !== 'allow') continue;
          counts.allowed += 1;
          if (seen.has(line) || batch.length === runsAtMost) continue;
          seen.add(line);
          batch.push(asStarted(line, random));
        }
        counts.executed += batch.length;
        assert.deepEqual(place.run(batch, env), []);
      });
      tell('fuzz', counts);
    } finally {
      place.dispose();
    }
  });
});
