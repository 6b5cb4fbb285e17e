import assert from 'node:assert/strict';
import { PracticumError } from '../../../src/base/errors.ts';
import { type Endpoint, endpointFor } from '../../../src/editor/endpoints.ts';
import { forgetKeys, type KeyStore, knownKey, localConsentKey, readKey, setKey, useEnvironmentKey } from '../../../src/editor/keys.ts';

function endpoint(provider: Endpoint['provider'], url = ''): Endpoint {
  const found = endpointFor(provider, url);
  assert.ok(found !== undefined);
  return found;
}

/** Secret storage and memory as maps; the person answers `says`, and how often they were asked is counted. */
class Person implements KeyStore {
  readonly stored = new Map<string, string>();
  readonly remembered = new Map<string, unknown>();
  readonly environment: Readonly<Record<string, string>>;
  readonly says: boolean | undefined;
  asked = 0;

  constructor(says: boolean | undefined, environment: Readonly<Record<string, string>> = { ANTHROPIC_API_KEY: 'from-environment' }) {
    this.says = says;
    this.environment = environment;
  }

  readonly secrets: KeyStore['secrets'] = {
    get: async (name) => this.stored.get(name),
    store: async (name, value) => void this.stored.set(name, value),
    delete: async (name) => void this.stored.delete(name),
    keys: async () => [...this.stored.keys()],
  };

  readonly memory: KeyStore['memory'] = {
    get: <T>(name: string, otherwise: T) => (this.remembered.get(name) as T | undefined) ?? otherwise,
    update: async (name, value) => void this.remembered.set(name, value),
  };

  async askConsent(): Promise<boolean | undefined> {
    this.asked += 1;
    return this.says;
  }
}

async function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => (error instanceof PracticumError ? error.code : String(error)),
  );
}

describe('the key for an endpoint', () => {
  // shows: key-secret-storage
  it('is the one in secret storage, before any other', async () => {
    const person = new Person(true);
    await setKey(endpoint('anthropic'), person, 'stored');
    assert.equal(await readKey(endpoint('anthropic'), person), 'stored');
    assert.equal(person.asked, 0);
  });

  // shows: key-environment-consent
  it('comes from the environment only after consent, which is asked for once', async () => {
    const person = new Person(true);
    assert.equal(await readKey(endpoint('anthropic'), person), 'from-environment');
    assert.equal(await readKey(endpoint('anthropic'), person), 'from-environment');
    assert.equal(person.asked, 1);
  });

  // shows: key-environment-consent
  it('is missing after a no, which is remembered too', async () => {
    const person = new Person(false);
    assert.equal(await codeOf(readKey(endpoint('anthropic'), person)), 'no-key');
    assert.equal(await codeOf(readKey(endpoint('anthropic'), person)), 'no-key');
    assert.equal(person.asked, 1);
  });

  it('is missing when the person turned away, and asked for again next time', async () => {
    const person = new Person(undefined);
    assert.equal(await codeOf(readKey(endpoint('anthropic'), person)), 'no-key');
    await codeOf(readKey(endpoint('anthropic'), person));
    assert.equal(person.asked, 2);
  });

  it('is never sent to a host for which it was not given', async () => {
    const person = new Person(true);
    await setKey(endpoint('openai'), person, 'for-openai');
    assert.equal(await readKey(endpoint('openai', 'http://127.0.0.1:8000/v1'), person), undefined);
    const elsewhere = new Person(false, { OPENAI_API_KEY: 'from-environment' });
    assert.equal(await readKey(endpoint('openai', 'https://gateway.example/v1'), elsewhere), undefined);
    assert.equal(elsewhere.asked, 1);
  });

  it('is not asked for on behalf of a server on this machine, unless the person chose it', async () => {
    const local = endpoint('openai', 'http://localhost:11434/v1');
    const person = new Person(true, { OPENAI_API_KEY: 'from-environment' });
    assert.equal(await readKey(local, person), undefined);
    assert.equal(person.asked, 0);
    await useEnvironmentKey(local, person);
    assert.equal(await readKey(local, person), 'from-environment');
  });

  // shows: models-picker, key-environment-consent
  it('is looked up for a list without asking anybody', async () => {
    const person = new Person(true);
    assert.equal(await knownKey(endpoint('anthropic'), person), undefined);
    assert.equal(person.asked, 0);
    await readKey(endpoint('anthropic'), person);
    assert.equal(await knownKey(endpoint('anthropic'), person), 'from-environment');
    await setKey(endpoint('openai'), person, 'stored');
    assert.equal(await knownKey(endpoint('openai'), person), 'stored');
    assert.equal(await knownKey(endpoint('openai', 'https://gateway.example/v1'), person), undefined);
    assert.equal(person.asked, 1);
  });

  // shows: models-local
  it('is forgotten with what was agreed to about servers of this machine', async () => {
    const person = new Person(true);
    await person.memory.update(localConsentKey, true);
    await forgetKeys(person);
    assert.equal(person.memory.get(localConsentKey, false), false);
  });

  it('is forgotten together with every consent', async () => {
    const person = new Person(true);
    await setKey(endpoint('openai'), person, 'stored');
    await readKey(endpoint('anthropic'), person);
    person.stored.set('somebody-elses', 'stays');
    await forgetKeys(person);
    assert.deepEqual([...person.stored.keys()], ['somebody-elses']);
    await readKey(endpoint('anthropic'), person);
    assert.equal(person.asked, 2);
  });
});
