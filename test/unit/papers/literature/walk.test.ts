import assert from 'node:assert/strict';
import { paperIdText } from '../../../../src/papers/address.ts';
import { ranked, wordsOf } from '../../../../src/papers/literature/rank.ts';
import {
  type WalkPlan,
  type WalkPort,
  type WalkState,
  walk,
  walkBegin,
  withoutFailures,
  worksFound,
} from '../../../../src/papers/literature/walk.ts';
import { type Sighting, worksOf } from '../../../../src/papers/literature/works.ts';
import type { ScholarPaper } from '../../../../src/papers/sources/semanticScholar.ts';
import { type Random, randomOf } from '../../../soak/random.ts';

const neverAborted = new AbortController().signal;

interface Graph {
  readonly papers: readonly ScholarPaper[];
  /** Indexes of what each cites: with circles, and itself among them. */
  readonly cites: readonly (readonly number[])[];
}

function graphOf(random: Random): Graph {
  const count = random.int(1, 60);
  const papers = Array.from({ length: count }, (_, at): ScholarPaper => {
    const words = ['adapters', 'graphs', 'speech', 'images'];
    return {
      title: `${random.pick(words)} ${random.pick(words)} ${at % 7 === 0 ? 'again' : at}`,
      authors: [`A. Person${at}`],
      year: random.int(2015, 2026),
      citations: random.int(0, 900),
      arxiv: `2401.${String(10_000 + at)}`,
      ...(random.chance(0.3) ? { doi: `10.1000/x.${at}` } : {}),
      ...(random.chance(0.5) ? { abstract: `about ${random.pick(words)}` } : {}),
    };
  });
  return { papers, cites: papers.map(() => Array.from({ length: random.int(0, 12) }, () => random.int(0, count - 1))) };
}

interface Service extends WalkPort {
  readonly asked: string[];
}

/** Answers in pages, each after a while of its own, some never. `order`: a seed for both. */
function serviceOf({ papers, cites }: Graph, order: string, mostRows: number, failing: ReadonlySet<string>): Service {
  const random = randomOf(order);
  const asked: string[] = [];
  return {
    asked,
    mayAsk: () => true,
    whyNot: (error) => (error instanceof Error ? error.message : 'away'),
    async linkPage({ id, which, from, limit }) {
      const key = `${paperIdText(id)} ${which}`;
      asked.push(`${key} ${from}`);
      for (let turns = random.int(0, 6); turns > 0; turns--) await Promise.resolve();
      if (failing.has(key)) throw new Error('away');
      const at = papers.findIndex(({ arxiv }) => arxiv === id.id);
      const others = which === 'references' ? (cites[at] ?? []) : cites.flatMap((each, index) => (each.includes(at) ? [index] : []));
      const end = from + Math.min(limit, mostRows);
      const links = others.slice(from, end).flatMap((index) => {
        const paper = papers[index];
        return paper === undefined ? [] : [{ paper, contexts: [], intents: [], isInfluential: false }];
      });
      return { links: links.toSorted(() => random.next() - 0.5), ...(end < others.length ? { next: end } : {}) };
    },
  };
}

const limits = { pages: 12, widest: 3 };

async function walked(graph: Graph, plan: WalkPlan, order: string, mostRows = 100, failing: ReadonlySet<string> = new Set()) {
  const service = serviceOf(graph, order, mostRows, failing);
  const state = await walk(plan, walkBegin, limits, service, neverAborted);
  return { state, asked: service.asked };
}

const shownOf = (plan: WalkPlan, state: WalkState): unknown =>
  ranked(worksFound(plan, state), plan.question).map(({ work, score, why }) => [work.key, work.title, work.depth, score, why]);

describe('Walking the literature', () => {
  // shows: literature-bounded, literature-rank, literature-one-paper
  it('ends within its requests, lists nothing twice, and finds the same in whatever order answers come', async () => {
    for (let round = 0; round < 150; round++) {
      const random = randomOf(`walk ${round}`);
      const graph = graphOf(random);
      const direction = random.pick(['citations', 'references', 'both'] as const);
      const plan: WalkPlan = {
        anchor: { kind: 'arxiv', id: '2401.10000' },
        direction,
        question: 'adapters on graphs',
        ...(random.chance(0.3) ? { since: String(random.int(2015, 2026)) } : {}),
      };
      const mostRows = random.pick([3, 7, 100]);
      const all = graph.papers.flatMap(({ arxiv }) => [`arxiv:${arxiv} citations`, `arxiv:${arxiv} references`]);
      const failing = new Set(random.chance(0.3) ? all.filter(() => random.chance(0.2)) : []);
      const one = await walked(graph, plan, `a ${round}`, mostRows, failing);
      const other = await walked(graph, plan, `b ${round}`, mostRows, failing);
      assert.ok(one.asked.length <= limits.pages);
      assert.equal(new Set(one.asked).size, one.asked.length, 'a page is asked for once');
      const works = worksFound(plan, one.state);
      assert.equal(new Set(works.map(({ key }) => key)).size, works.length);
      assert.equal(new Set(works.flatMap(({ names }) => names)).size, works.flatMap(({ names }) => names).length);
      assert.deepEqual(shownOf(plan, one.state), shownOf(plan, other.state), `round ${round}`);
      assert.deepEqual(one.asked.toSorted(), other.asked.toSorted());
      for (const key of one.state.failed.keys()) assert.ok(one.state.done.has(key) || !failing.has(key));
    }
  });

  // shows: literature-goes-on
  it('comes to the same in several calls as in one', async () => {
    for (let round = 0; round < 20; round++) {
      const graph = graphOf(randomOf(`steps ${round}`));
      const plan: WalkPlan = { anchor: { kind: 'arxiv', id: '2401.10000' }, direction: 'both', question: 'speech' };
      const whole = await walk(plan, walkBegin, { pages: 400, widest: 3 }, serviceOf(graph, 'x', 5, new Set()), neverAborted);
      let state = walkBegin;
      for (let call = 0; call < 30; call++)
        state = await walk(plan, state, { pages: 3, widest: 3 }, serviceOf(graph, `y${call}`, 5, new Set()), neverAborted);
      const anchorLists = (each: WalkState): readonly string[] =>
        [...each.done].filter((key) => key.startsWith('arxiv:2401.10000 ')).toSorted();
      assert.deepEqual(anchorLists(state), anchorLists(whole));
      const depthOne = (each: WalkState): unknown =>
        worksFound(plan, each)
          .filter(({ depth }) => depth === 1)
          .map(({ key }) => key);
      assert.deepEqual(depthOne(state), depthOne(whole));
    }
  });

  // shows: literature-bounded
  it('gives up a list without an end, and asks again for one that was away', async () => {
    const endless: WalkPort = {
      mayAsk: () => true,
      whyNot: () => 'away',
      linkPage: async ({ from, limit }) => ({ links: [], next: from + limit }),
    };
    const plan: WalkPlan = { anchor: { kind: 'arxiv', id: '2401.10000' }, direction: 'citations', question: 'x' };
    const state = await walk(plan, walkBegin, { pages: 100, widest: 3 }, endless, neverAborted);
    assert.deepEqual([...state.failed.values()], ['only its first 1000 rows were read']);
    assert.deepEqual([...withoutFailures(state).done], [...state.done]);
    const away = await walk(plan, walkBegin, limits, { ...endless, linkPage: async () => Promise.reject(new Error('no')) }, neverAborted);
    assert.deepEqual([...away.failed], [['arxiv:2401.10000 citations', 'away']]);
    assert.equal(withoutFailures(away).done.size, 0);
  });
});

describe('Works', () => {
  const seen = (paper: Partial<ScholarPaper>): Sighting => ({
    paper: { title: 'One Title', authors: ['Ada Byron'], year: 2024, ...paper },
    depth: 1,
    contexts: [],
    intents: [],
    isInfluential: false,
  });
  const keys = (...papers: readonly Partial<ScholarPaper>[]): readonly string[] => worksOf(papers.map(seen)).map(({ key }) => key);

  // shows: literature-one-paper
  it('are one under several identifiers, versions and spellings, and two where only the title is the same', () => {
    assert.deepEqual(keys({ arxiv: '2401.00001' }, { doi: '10.1/x', title: 'ONE  title.' }), ['arxiv:2401.00001']);
    assert.deepEqual(keys({ arxiv: '2401.00001v3' }, { arxiv: '2401.00001' }, { doi: '10.48550/arXiv.2401.00001' }), ['arxiv:2401.00001']);
    // What holds both joins the others.
    assert.deepEqual(keys({ doi: '10.1/x', title: 'Other' }, { arxiv: '2401.00001' }, { arxiv: '2401.00001', doi: '10.1/X' }), [
      'arxiv:2401.00001',
    ]);
    assert.deepEqual(keys({ arxiv: '2401.00001' }, { arxiv: '2401.00002' }), ['arxiv:2401.00001', 'arxiv:2401.00002']);
    assert.deepEqual(keys({ arxiv: '2401.00001' }, { doi: '10.1/x', authors: ['Grace Hopper'] }), ['arxiv:2401.00001', 'doi:10.1/x']);
    assert.deepEqual(keys({ arxiv: '2401.00001' }, { doi: '10.1/x', year: 2019 }), ['arxiv:2401.00001', 'doi:10.1/x']);
    assert.deepEqual(keys({}), ['title:one title']);
    assert.deepEqual(
      worksOf([seen({ title: 'RETRACTED: One' })]).map(({ isRetracted }) => isRetracted),
      [true],
    );
  });

  // shows: literature-rank
  it('are read in an order that says what it is made of', () => {
    assert.deepEqual(wordsOf('What accuracy do the adapters reach on GLUE?'), ['accuracy', 'adapters', 'reach', 'glue']);
    const [first, second] = ranked(
      worksOf([
        seen({ arxiv: '2401.00001', title: 'Graphs', citations: 999 }),
        seen({ arxiv: '2401.00002', title: 'An adapter', abstract: 'On GLUE.' }),
      ]),
      'adapters on GLUE',
    );
    assert.equal(first?.work.key, 'arxiv:2401.00002');
    assert.deepEqual(first.why, ['+3 title: adapters', '+2 abstract: glue', '+1 linked with the anchor itself']);
    assert.deepEqual(second?.why, ['+3 999 citations', '+1 linked with the anchor itself']);
  });
});
