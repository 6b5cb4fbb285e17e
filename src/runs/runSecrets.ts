import { PracticumError } from '../base/errors.ts';
import { matchesHost } from '../base/hostPatterns.ts';
import { hideSecrets, redactValue } from '../base/redact.ts';
import { isSecretVariable } from '../base/secretVariables.ts';
import type { RunConfinement, RunOrigin, RunSpec } from './run.ts';

/** Which keys of the person a run gets: as few as it can train with. */

type Environment = Readonly<Record<string, string | undefined>>;

/** What a training logs in to: the models and data that it loads, and what it reports to. */
const services: readonly { readonly host: string; readonly variables: readonly string[] }[] = [
  { host: 'huggingface.co', variables: ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HUGGINGFACE_TOKEN'] },
  { host: 'api.wandb.ai', variables: ['WANDB_API_KEY'] },
  { host: 'www.comet.com', variables: ['COMET_API_KEY'] },
  { host: 'app.neptune.ai', variables: ['NEPTUNE_API_TOKEN'] },
];

/**
 * The names of the variables with a secret that a run gets. One that a person starts has their whole environment. One that the agent starts has the
 * keys of what a training logs in to and no other, and behind walls only where they let it reach that service.
 */
export function secretVariablesOf(
  { origin, confinement }: { readonly origin: Pick<RunOrigin, 'by'>; readonly confinement?: RunConfinement | undefined },
  env: Environment,
): readonly string[] {
  const there = Object.keys(env).filter((name) => env[name] !== undefined && isSecretVariable(name));
  if (origin.by === 'person' && confinement === undefined) return there.sort();
  const reached = services.filter(({ host }) => confinement === undefined || canReach(host, confinement.network));
  const wanted = new Set(reached.flatMap(({ variables }) => variables));
  return there.filter((name) => wanted.has(name)).sort();
}

function canReach(host: string, network: RunConfinement['network']): boolean {
  return network !== 'off' && matchesHost(host, network.hosts);
}

/** Of a job of Hugging Face: somebody else's machine gets the keys of what a training logs in to, whoever starts it, and the Hub's by its usual name. */
export function jobSecretsOf(env: Environment): readonly string[] {
  return [...new Set([...secretVariablesOf({ origin: { by: 'agent' } }, env), 'HF_TOKEN'])].sort();
}

/** The environment without every secret that the run does not get. Older records name none: what they were started with is not known here. */
export function withSecretsOf({ secrets }: Pick<RunSpec, 'secrets'>, env: Environment): Record<string, string> {
  const kept = Object.entries(env).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const isKept = value !== undefined && (secrets === undefined || !isSecretVariable(name) || secrets.includes(name));
    return isKept ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

/** Only the secrets that the run gets. */
export function secretsOf({ secrets = [] }: Pick<RunSpec, 'secrets'>, env: Environment): Record<string, string> {
  return Object.fromEntries(secrets.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

export class SecretInArguments extends PracticumError {
  constructor(where: string) {
    super(
      'secret-in-arguments',
      `The run was not started: ${where} holds a secret, and a command line is kept in the run’s record and can be read by other programs.`,
      {
        hint: 'Put it into the environment (HF_TOKEN, WANDB_API_KEY, …) or log in with the service’s own program, and let the script read it there.',
      },
    );
  }
}

/** Nothing of this may hold a secret: it is written down and shown. Throws SecretInArguments. */
export function requireNoSecret({
  script,
  args,
  name,
}: {
  readonly script: string;
  readonly args: readonly string[];
  readonly name: string | undefined;
}): void {
  const isFound = (value: unknown): boolean => JSON.stringify(redactValue(hideSecrets, value)) !== JSON.stringify(value);
  if (isFound(script)) throw new SecretInArguments('the path of the script');
  if (isFound(args))
    throw new SecretInArguments(`one of the arguments (${redactValue(hideSecrets, args).find((arg, at) => arg !== args[at]) ?? ''})`);
  if (isFound(name ?? '')) throw new SecretInArguments('its name');
}
