import assert from 'node:assert/strict';
import { checkFacts } from '../../../doubles/literature/checkFacts.ts';
import { makeLiterature } from '../../../doubles/literature/literature.ts';
import { runResearch } from '../../../doubles/literature/runResearch.ts';

describe('Research agents over a made literature', function () {
  this.timeout(120_000);
  const literature = makeLiterature('agents', 40);
  const budget = { usd: 0.2, tokens: 200_000 };

  // shows: literature-agents
  it('end within their budget, three at once, and cite each fact at a place that says it', async () => {
    const { agents } = await runResearch(literature, { walks: 1, most: 1, budget });
    assert.deepEqual(
      agents.map(({ state, notBacked, open }) => [state, notBacked, open]),
      [
        ['done', [], []],
        ['done', [], []],
        ['done', [], []],
      ],
    );
    const spent = agents.reduce((all, { usd = 0 }) => all + usd, 0);
    assert.ok(spent > 0 && spent <= budget.usd, `$${spent}`);
    const { facts, uncited, wrong } = checkFacts(
      agents.flatMap((agent) => agent.facts),
      literature,
    );
    assert.ok(facts > 12, `${facts} facts`);
    assert.deepEqual([uncited, wrong], [[], []]);
  });

  // shows: literature-agents
  it('are judged by a check that finds what is not so', () => {
    const [paper] = [...literature.papers.values()].filter(({ settings }) => settings.length > 0);
    assert.ok(paper !== undefined);
    const [setting] = paper.settings;
    assert.ok(setting !== undefined);
    const own = `arxiv:${paper.id}v${paper.version}`;
    const scope = setting.scope === undefined ? '' : ` (${setting.scope})`;
    const fact = (value: unknown, anchor: string, id = own) => ({
      text: `${own}: ${setting.name}: ${value}${scope}`,
      source: { kind: 'address', address: `${id}#${anchor}` } as const,
    });
    assert.deepEqual(checkFacts([fact(setting.value, setting.anchor)], literature).wrong, []);
    assert.equal(
      checkFacts(
        [fact('12345', setting.anchor), fact(setting.value, 'S1.p1'), fact(setting.value, setting.anchor, `arxiv:${paper.id}v9`)],
        literature,
      ).wrong.length,
      3,
    );
    assert.equal(checkFacts([fact(setting.value, setting.anchor, 'arxiv:9999.99999')], literature).uncited.length, 1);
    assert.equal(checkFacts([{ text: 'x', source: { kind: 'url', url: 'https://example.org' } }], literature).uncited.length, 1);
  });
});
