import assert from 'node:assert/strict';
import { type Needing, orderOf } from '../../../../src/reproduction/plan/order.ts';
import { mulberry32 } from '../../../random.ts';

/** `edges` from later to earlier places of a hidden order, given in another one. */
function graph(random: () => number, size: number, isCyclic: boolean): Needing[] {
  const hidden = Array.from({ length: size }, (_, index) => `pkg/m${index}.py`);
  const needs = new Map<string, Set<string>>(hidden.map((name) => [name, new Set()]));
  for (let later = 1; later < size; later++)
    for (let count = Math.floor(random() * 4); count > 0; count--)
      needs.get(hidden[later] ?? '')?.add(hidden[Math.floor(random() * later)] ?? '');
  if (isCyclic) {
    const length = 1 + Math.floor(random() * Math.min(6, size));
    const start = Math.floor(random() * (size - length + 1));
    for (let step = 0; step < length; step++) needs.get(hidden[start + step] ?? '')?.add(hidden[start + ((step + 1) % length)] ?? '');
  }
  const given = [...needs].map(([name, own]) => ({ name, needs: [...own] }));
  for (let index = given.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [given[index], given[other]];
    if (a !== undefined && b !== undefined) [given[index], given[other]] = [b, a];
  }
  return given;
}

/** By repeated removal, the slow way that nobody gets wrong. */
function canBeOrdered(given: readonly Needing[]): boolean {
  let left = [...given];
  for (;;) {
    const names = new Set(left.map(({ name }) => name));
    const next = left.filter(({ needs }) => needs.some((name) => names.has(name)));
    if (next.length === left.length) return left.length === 0;
    left = next;
  }
}

describe('The order in which files are written', () => {
  // shows: plan-order
  it('is right for a thousand graphs, and names the cycle in two hundred of them', () => {
    const random = mulberry32(5);
    for (let round = 0; round < 1_000; round++) {
      const isCyclic = round % 5 === 0;
      const given = graph(random, 2 + Math.floor(random() * 30), isCyclic);
      const { order, cycles, missing } = orderOf(given);
      const needs = new Map(given.map((one) => [one.name, one.needs]));
      assert.deepEqual(missing, []);
      order.forEach((name, place) => {
        for (const needed of needs.get(name) ?? [])
          assert.ok(order.indexOf(needed) >= 0 && order.indexOf(needed) < place, `${name} before ${needed}`);
      });
      assert.equal(canBeOrdered(given), !isCyclic);
      if (!isCyclic) assert.deepEqual([order.length, cycles], [given.length, []]);
      else {
        assert.ok(cycles.length > 0 && order.length < given.length);
        for (const cycle of cycles) {
          assert.equal(cycle[0], cycle.at(-1));
          assert.equal(new Set(cycle).size, cycle.length - 1);
          for (const [index, name] of cycle.slice(1).entries())
            assert.ok(needs.get(cycle[index] ?? '')?.includes(name), `${cycle.join(' → ')} is none`);
        }
        // What is left out needs a cycle, or stands in one.
        const ordered = new Set(order);
        for (const { name, needs: own } of given) if (!ordered.has(name)) assert.ok(own.some((needed) => !ordered.has(needed)));
      }
    }
  });

  it('keeps the order that was given as far as needs allow', () => {
    const given = ['d', 'c', 'b', 'a'].map((name) => ({ name, needs: name === 'd' ? ['a'] : [] }));
    assert.deepEqual(orderOf(given).order, ['c', 'b', 'a', 'd']);
  });

  it('says what is needed and not there, and what is stated twice', () => {
    const { order, missing, repeated } = orderOf([
      { name: 'a', needs: ['utils'] },
      { name: 'b', needs: [] },
      { name: 'a', needs: ['b'] },
    ]);
    assert.deepEqual([order, missing, repeated], [['b', 'a'], [{ name: 'a', needs: 'utils' }], ['a']]);
  });

  it('is worked out for a chain of ten thousand', () => {
    const given = Array.from({ length: 10_000 }, (_, index) => ({ name: `m${index}`, needs: [`m${index + 1}`] }));
    const { order, missing } = orderOf(given);
    assert.deepEqual([order.length, order[0], missing.length], [10_000, 'm9999', 1]);
  });
});
