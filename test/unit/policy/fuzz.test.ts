import assert from 'node:assert/strict';
import { allPrograms } from '../../../src/policy/shell/programs.ts';
import cases from '../../fixtures/policy/shell-cases.json' with { type: 'json' };
import { harmlessLine } from '../../fuzz/grammar.ts';
import { asStarted, type LineJudge, lookingEnvironment, makeLineJudge } from '../../fuzz/judge.ts';
import { judgeTrace, makeTracedPlace, type TracedPlace, whyNotTraced } from '../../fuzz/traced.ts';
import { mutated } from '../../soak/policy/mutations.ts';
import { type Random, randomOf } from '../../soak/random.ts';

const seed = 'fuzz';
const matches = allPrograms.flatMap(({ match }) => match);
const refused = [
  ...cases.cases.filter(({ expect }) => expect !== 'allow').map(({ command }) => command),
  ...allPrograms.flatMap(({ noMatch }) => noMatch),
];

describe('Command lines made from the table of harmless programs', () => {
  let place: TracedPlace;
  let judge: LineJudge;
  before(() => {
    place = makeTracedPlace();
    judge = makeLineJudge(place);
  });
  after(() => place.dispose());

  // shows: shell-exact
  it('pass without a question', async () => {
    const wrong: string[] = [];
    for (let number = 0; number < 2000; number += 1) {
      const line = harmlessLine(randomOf(`${seed}/harmless/${number}`));
      const { verdict, reason } = await judge.verdictOn(line);
      if (verdict !== 'allow') wrong.push(`${JSON.stringify(line)}: ${reason}`);
    }
    assert.deepEqual(wrong, []);
  });

  // shows: shell-fuzz
  it('and what is near them: where they pass, they write nothing, start nothing else, connect to nothing and read no secret', async function () {
    const why = whyNotTraced();
    if (why !== undefined) this.skip();
    const lines = new Set<string>();
    for (let number = 0; lines.size < 250; number += 1) {
      const random: Random = randomOf(`${seed}/near/${number}`);
      const begin = harmlessLine(random);
      const line = random.chance(0.3) ? begin : mutated({ lines: [begin, begin, random.pick(matches)], refused }, random);
      if ((await judge.verdictOn(line)).verdict === 'allow') lines.add(asStarted(line, random));
    }
    assert.deepEqual(place.run([...lines], await lookingEnvironment(place)), []);
  });

  it('would be found out: the trace shows what a line does', async function () {
    if (whyNotTraced() !== undefined) this.skip();
    const bad: readonly (readonly [line: string, wrong: RegExp])[] = [
      ['cat .env', /^reads \.env/],
      ['cat links/innocent', /^reads \.env/],
      ['cat links/leaving', /^reads .*outside\.txt/],
      ['cat /etc/passwd', /^reads \/etc\/passwd/],
      ['ls ..', /^reads /],
      ['touch PWNED', /^starts touch/],
      ['echo x > PWNED', /^writes PWNED/],
      ['sort -S 1K big.txt', /^writes /],
      ['find . -name x.tmp -delete', /^changes something/],
      ['echo x > /dev/tcp/127.0.0.1/9', /^connects/],
      ['ls; cat src/a.py | tac', /^writes /],
    ];
    const lines = bad.map(([line]) => line);
    const problems = place.run(lines, await lookingEnvironment(place));
    for (const [line, wrong] of bad)
      assert.ok(
        problems.some((problem) => problem.endsWith(`: ${JSON.stringify(line)}`) && wrong.test(problem)),
        `${line}\n${problems.join('\n')}`,
      );
    assert.deepEqual(judgeTrace('', lines, { root: '/', home: '/' }), []);
  });
});
