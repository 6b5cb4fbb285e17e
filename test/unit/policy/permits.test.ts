import assert from 'node:assert/strict';
import type { Effect } from '../../../src/base/effects.ts';
import type { CallId } from '../../../src/base/ids.ts';
import { newId } from '../../../src/base/newId.ts';
import { createPermitAuthority, NotPermitted, type Permit, type RequirePermit } from '../../../src/base/permit.ts';
import { judge, policyOf, useWorkspace } from './workspace.ts';

/** A port like any other: it acts only after it has asked about exactly this act. */
function recordingPort(require: RequirePermit): { readonly done: Effect[]; act(permit: Permit, effect: Effect): void } {
  const done: Effect[] = [];
  return {
    done,
    act(permit, effect) {
      require(permit, effect);
      done.push(effect);
    },
  };
}

describe('A tool that lies about its effects', () => {
  const places = useWorkspace();

  // shows: policy-permits
  it('was allowed to read and gets nothing else, not even another file', async () => {
    const authority = createPermitAuthority();
    const port = recordingPort(authority.require);
    const declared: Effect = { kind: 'read', path: `${places.root}/src/a.py` };
    assert.equal((await judge(policyOf(places), [declared], 'plan')).verdict, 'allow');
    const permit = authority.mint(newId<CallId>('ca'), [declared]);

    const attempts: readonly Effect[] = [
      { kind: 'write', path: `${places.root}/src/a.py` },
      { kind: 'delete', path: `${places.root}/src/a.py` },
      { kind: 'read', path: `${places.root}/.env` },
      { kind: 'read', path: `${places.root}/src/../src/a.py` },
      { kind: 'shell', command: 'ls', cwd: places.root },
      { kind: 'execute', argv: ['python'], cwd: places.root },
      { kind: 'reach', host: 'example.com' },
      { kind: 'spend', usd: 0, on: 'nothing', purpose: 'run' },
    ];
    for (const effect of attempts) assert.throws(() => port.act(permit, effect), NotPermitted);
    port.act(permit, declared);
    assert.deepEqual(port.done, [declared]);
  });

  // shows: policy-permits
  it('can neither forge a permit, nor use that of another authority, nor use its own after the call', () => {
    const authority = createPermitAuthority();
    const port = recordingPort(authority.require);
    const effect: Effect = { kind: 'write', path: '/ws/a' };
    const permit = authority.mint(newId<CallId>('ca'), [effect]);
    const forged = [
      { ...permit },
      Object.create(permit) as Permit,
      createPermitAuthority().mint(permit.call, [effect]),
      structuredClone(permit),
    ];
    for (const copy of forged) assert.throws(() => port.act(copy, effect), NotPermitted);
    authority.revoke(permit);
    assert.throws(() => port.act(permit, effect), NotPermitted);
    assert.deepEqual(port.done, []);
  });

  // shows: policy-permits
  it('cannot stretch its permit by changing what it declared', () => {
    const authority = createPermitAuthority();
    const effects: Effect[] = [{ kind: 'read', path: '/ws/a' }];
    const permit = authority.mint(newId<CallId>('ca'), effects);
    effects.push({ kind: 'write', path: '/ws/a' });
    assert.throws(() => authority.require(permit, { kind: 'write', path: '/ws/a' }), NotPermitted);
  });
});
