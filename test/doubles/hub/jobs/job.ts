/** What a job is on the wire, and how what was asked for is read. */
import { type Fields, fieldsOf, listOf, numberOf, textMapOf, textOf, textsOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { jobHardware } from './hardware.ts';

export type Stage = 'SCHEDULING' | 'RUNNING' | 'COMPLETED' | 'CANCELED' | 'ERROR' | 'DELETED';

export interface Volume {
  readonly type: 'bucket' | 'model' | 'dataset' | 'space';
  readonly source: string;
  readonly mountPath: string;
  readonly revision?: string;
  readonly readOnly?: boolean;
  readonly path?: string;
}

export interface JobSpec {
  readonly dockerImage: string | undefined;
  readonly spaceId: string | undefined;
  readonly command: readonly string[];
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly flavor: string;
  readonly arch: string | undefined;
  readonly timeoutSeconds: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly volumes: readonly Volume[];
  readonly expose: Exposed;
  /** How often it is begun, at most, where it fails. */
  readonly attempts: number;
  readonly network: Fields | undefined;
}

/** Ports that are reached from outside; the public ones by anybody. */
export interface Exposed {
  readonly ports: readonly number[];
  readonly portsPublic: readonly number[];
}

export interface LogLine {
  readonly data: string;
  readonly timestamp: string;
}

const usualTimeoutSeconds = 30 * 60;
const volumeTypes: ReadonlySet<string> = new Set(['bucket', 'model', 'dataset', 'space']);

export function jobSpecOf(fields: Fields): JobSpec {
  const dockerImage = textOf(fields['dockerImage']);
  const spaceId = textOf(fields['spaceId']);
  if ((dockerImage === undefined) === (spaceId === undefined))
    throw new Refusal(400, 'Exactly one of "dockerImage" and "spaceId" is needed');
  const flavor = textOf(fields['flavor']) ?? '';
  if (!jobHardware.some(({ name }) => name === flavor)) {
    throw new Refusal(400, `Invalid flavor "${flavor}". Expected one of ${jobHardware.map(({ name }) => name).join(', ')}`);
  }
  const command = textsOf(fields['command']);
  // The real Hub would run the Space’s own; here there is no image that says what that is.
  if (command.length === 0) throw new Refusal(400, '"command" must hold at least one element');
  const timeoutSeconds = numberOf(fields['timeoutSeconds']) ?? usualTimeoutSeconds;
  if (timeoutSeconds <= 0) throw new Refusal(400, '"timeoutSeconds" must be above 0');
  const environment = textMapOf(fields['environment']);
  const secrets = textMapOf(fields['secrets']);
  for (const name of [...Object.keys(environment), ...Object.keys(secrets)]) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Refusal(400, `Invalid name of a variable: "${name}"`);
  }
  return {
    dockerImage,
    spaceId,
    command,
    arguments: textsOf(fields['arguments']),
    environment,
    secrets,
    flavor,
    arch: textOf(fields['arch']),
    timeoutSeconds,
    labels: labelsOf(fields['labels']),
    volumes: listOf(fields['volumes']).map(volumeOf),
    expose: exposedOf(fieldsOf(fields['expose'])),
    attempts: Math.max(1, Math.floor(numberOf(fields['attempts']) ?? 1)),
    network: fields['network'] === undefined ? undefined : { aliases: [], ...fieldsOf(fields['network']) },
  };
}

export function exposedOf(fields: Fields): Exposed {
  const ports = listOf(fields['ports']).map(Number);
  if (ports.length > 20 || ports.some((port) => !Number.isInteger(port) || port < 1 || port > 65_535)) {
    throw new Refusal(400, '"ports" must hold at most 20 numbers between 1 and 65535');
  }
  const portsPublic = listOf(fields['portsPublic']).map(Number);
  if (portsPublic.some((port) => !ports.includes(port))) throw new Refusal(400, '"portsPublic" must be among "ports"');
  return { ports, portsPublic };
}

export function labelsOf(value: unknown): Readonly<Record<string, string>> {
  const labels = textMapOf(value);
  for (const [key, text] of Object.entries(labels)) {
    const allowed = key === 'name' ? /^[\w.-]{0,100}$/ : /^[\w-]{0,100}$/;
    if (!/^[\w-]{1,100}$/.test(key) || !allowed.test(text)) {
      throw new Refusal(400, `Invalid label "${key}=${text}": at most 100 letters, digits, "-" and "_"`);
    }
  }
  return labels;
}

export function volumeOf(value: unknown): Volume {
  const fields = fieldsOf(value);
  const type = textOf(fields['type']) ?? '';
  const source = textOf(fields['source']) ?? '';
  const mountPath = textOf(fields['mountPath']) ?? '';
  if (!isVolumeType(type)) throw new Refusal(400, `Invalid type of a volume: "${type}"`);
  if (!/^[^/]+\/[^/]+$/.test(source)) throw new Refusal(400, `Invalid source of a volume: "${source}"`);
  if (!/^\/.*[^/]$/.test(mountPath)) throw new Refusal(400, `Invalid mountPath of a volume: "${mountPath}"`);
  const revision = textOf(fields['revision']);
  const path = textOf(fields['path']);
  const readOnly = fields['readOnly'];
  return {
    type,
    source,
    mountPath,
    ...(revision === undefined ? {} : { revision }),
    ...(typeof readOnly === 'boolean' ? { readOnly } : {}),
    ...(path === undefined ? {} : { path }),
  };
}

function isVolumeType(text: string): text is Volume['type'] {
  return volumeTypes.has(text);
}
