/**
 * What `nvidia-smi` prints, read strictly: a line that is not as the program documents it is an error, never a wrong device. Pure.
 * Sources: nvidia-smi(1), `nvidia-smi --help-query-gpu`, `--help-query-compute-apps`; NVIDIA’s MIG User Guide (device names).
 */
import { defined } from '../../base/defined.ts';

/** Names stand last: they may hold a comma. */
export const gpuQuery =
  'index,uuid,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw,mig.mode.current,driver_version,name';
export const appQuery = 'gpu_uuid,pid,used_gpu_memory,process_name';
export const sampleQuery = 'index,uuid,utilization.gpu,memory.used,memory.total,temperature.gpu,power.draw';
export const plainCsv = '--format=csv,noheader,nounits';

/** Without units: memory in MiB, power in watts, temperature in °C. */
const mebibyte = 2 ** 20;

export interface NvidiaSample {
  readonly index: number;
  readonly uuid: string;
  readonly utilizationPercent?: number;
  readonly memoryUsedBytes?: number;
  readonly memoryTotalBytes?: number;
  readonly temperatureC?: number;
  readonly powerW?: number;
}

export interface NvidiaGpu extends NvidiaSample {
  readonly isDivided: boolean;
  readonly driver: string;
  readonly name: string;
}

export interface NvidiaApp {
  readonly uuid: string;
  readonly pid: number;
  readonly memoryBytes?: number;
  readonly program: string;
}

export interface MigPart {
  /** Of the card that it is a part of. */
  readonly card: string;
  readonly number: number;
  readonly name: string;
  readonly uuid: string;
}

/** Undefined: a line is not what was asked for. */
export function parseGpus(text: string): readonly NvidiaGpu[] | undefined {
  return all(linesOf(text), (line) => {
    const fields = fieldsOf(line, 10);
    const sample = fields === undefined ? undefined : sampleOf(fields);
    const [mig = '', driver = '', name = ''] = fields?.slice(7) ?? [];
    if (sample === undefined || name === '' || !/^\d+(?:\.\d+)*$/.test(driver)) return undefined;
    return { ...sample, isDivided: mig === 'Enabled', driver, name };
  });
}

/** One line of the program that goes on printing; undefined: it is none, or a cut one. */
export function parseSample(line: string): NvidiaSample | undefined {
  const fields = fieldsOf(line.trim(), 7);
  return fields === undefined ? undefined : sampleOf(fields);
}

export function parseApps(text: string): readonly NvidiaApp[] | undefined {
  return all(linesOf(text), (line) => {
    const [uuid = '', pid = '', memory = '', program = ''] = fieldsOf(line, 4) ?? [];
    const memoryMib = numberOf(memory);
    if (!isUuid(uuid) || !/^[1-9]\d*$/.test(pid) || memoryMib === 'wrong') return undefined;
    return { uuid, pid: Number(pid), ...defined({ memoryBytes: times(memoryMib, mebibyte) }), program };
  });
}

/** Of `nvidia-smi -L`, the parts of divided cards. */
export function parseMigParts(text: string): readonly MigPart[] {
  const parts: MigPart[] = [];
  let card = '';
  for (const line of linesOf(text)) {
    card = /^GPU \d+: .*\(UUID: (GPU-[0-9a-fA-F-]+)\)$/.exec(line)?.[1] ?? card;
    const [, name, number, uuid] = /^\s*(MIG \S+)\s+Device\s+(\d+): \(UUID: (MIG-[\w/-]+)\)$/.exec(line) ?? [];
    if (name !== undefined && number !== undefined && uuid !== undefined && card !== '')
      parts.push({ card, number: Number(number), name, uuid });
  }
  return parts;
}

/** Of the table that `nvidia-smi` prints without options: the newest CUDA that the driver can run. */
export function parseCudaVersion(text: string): string | undefined {
  return /CUDA(?: UMD)? Version\s*:\s*(\d+\.\d+)/.exec(text)?.[1];
}

/** Why `nvidia-smi` answered nothing, in words, with what helps. Pure. */
export function nvidiaProblem(said: string): string {
  const line = said.split(/\r?\n/).find((each) => each.trim() !== '') ?? '';
  if (/Driver\/library version mismatch/i.test(said))
    return 'The NVIDIA driver was updated and the old one is still loaded. Restart the machine, or reload the driver’s kernel modules.';
  if (/couldn't communicate with the NVIDIA driver/i.test(said))
    return 'The NVIDIA driver does not answer. Check that it is installed for the running kernel, and restart the machine.';
  if (/No devices were found/i.test(said))
    return 'The NVIDIA driver finds no GPU. Check that the machine, or the container, has been given one.';
  if (/GPU is lost|Unable to determine the device handle|requires reset/i.test(said))
    return `A GPU has failed (${line.trim().slice(0, 200)}). Restart the machine.`;
  if (/Insufficient Permissions/i.test(said))
    return 'The NVIDIA driver refuses to answer this user. Ask whoever runs the machine for access to its GPUs.';
  return `nvidia-smi does not say which GPUs there are: ${line.trim().slice(0, 200) || 'it printed nothing'}. Run it in a terminal to see why.`;
}

function sampleOf(fields: readonly string[]): NvidiaSample | undefined {
  const [index = '', uuid = '', ...rest] = fields;
  const [utilization, used, total, temperature, power] = rest.map(numberOf);
  if (!/^\d+$/.test(index) || !isUuid(uuid)) return undefined;
  if ([utilization, used, total, temperature, power].includes('wrong')) return undefined;
  return {
    index: Number(index),
    uuid,
    ...defined({
      utilizationPercent: times(utilization, 1),
      memoryUsedBytes: times(used, mebibyte),
      memoryTotalBytes: times(total, mebibyte),
      temperatureC: times(temperature, 1),
      powerW: times(power, 1),
    }),
  };
}

/** Undefined: the device or the driver does not tell (`[N/A]`, `[Not Supported]`, `[Unknown Error]`, `ERR!`). */
function numberOf(text: string): number | undefined | 'wrong' {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return /^\[.*\]$|^N\/A$|^ERR!$/.test(text) ? undefined : 'wrong';
}

function times(value: number | undefined | 'wrong', unit: number): number | undefined {
  return typeof value === 'number' ? value * unit : undefined;
}

function isUuid(text: string): boolean {
  return /^GPU-[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(text);
}

/** As many as were asked for; what is too much belongs to the last. */
function fieldsOf(line: string, count: number): readonly string[] | undefined {
  const parts = line.split(', ');
  if (parts.length < count) return undefined;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(', ')].map((part) => part.trim());
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function all<T>(lines: readonly string[], parse: (line: string) => T | undefined): readonly T[] | undefined {
  const parsed = lines.map(parse);
  return parsed.every((item) => item !== undefined) ? parsed : undefined;
}
