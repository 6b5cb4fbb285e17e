/**
 * Where a program executes, as effects, rules and grants name it: `local`; `ssh:gpu-box` with the host as ssh takes it; `hf-job:ada` and
 * `hf-space:ada`, machines of Hugging Face that ada pays for; `hf-sandbox:ada/69f0…`, one machine that is there for a while. Names are equal exactly for the same place: another user of a host, or another payer, is another place.
 */
export const localPlace = 'local';

const hostPrefix = 'ssh:';
const jobPrefix = 'hf-job:';
const spacePrefix = 'hf-space:';
const sandboxPrefix = 'hf-sandbox:';

export function placeOnHost(host: string): string {
  return `${hostPrefix}${host}`;
}

export type HubMachine = 'hf-job' | 'hf-space';

/** `payer`: the user or organisation in whose name it runs. */
export function placeOnHub(machine: HubMachine, payer: string): string {
  return `${machine}:${payer}`;
}

/** Undefined where the place is no machine of Hugging Face. */
export function hubMachineOf(place: string): { readonly machine: HubMachine; readonly payer: string } | undefined {
  if (place.startsWith(jobPrefix)) return { machine: 'hf-job', payer: place.slice(jobPrefix.length) };
  if (place.startsWith(spacePrefix)) return { machine: 'hf-space', payer: place.slice(spacePrefix.length) };
  return undefined;
}

/** `id`: of its job, so that what was agreed to for one machine holds for no other. */
export function placeOfSandbox(payer: string, id: string): string {
  return `${sandboxPrefix}${payer}/${id}`;
}

/** Undefined where the place is no sandbox. */
export function sandboxOf(place: string): { readonly payer: string; readonly id: string } | undefined {
  const [, payer, id] = place.startsWith(sandboxPrefix) ? (/^([\w.-]+)\/([\w-]+)$/.exec(place.slice(sandboxPrefix.length)) ?? []) : [];
  return payer === undefined || id === undefined ? undefined : { payer, id };
}

/** The host that a line goes to, as the policy knows hosts: gpu-box for `ssh:ada@gpu-box`; undefined where none does. */
export function reachedBy(place: string): string | undefined {
  return place.startsWith(hostPrefix) ? reachedHost(place.slice(hostPrefix.length)) : undefined;
}

/** `ada@gpu-box` is gpu-box. */
export function reachedHost(host: string): string {
  return host.slice(host.lastIndexOf('@') + 1).toLowerCase();
}

/** For people: `this machine`, `gpu-box`, `Hugging Face Jobs paid by ada`. */
export function placeText(place: string): string {
  if (place === localPlace) return 'this machine';
  const hub = hubMachineOf(place);
  if (hub !== undefined) return `${hub.machine === 'hf-job' ? 'Hugging Face Jobs' : 'a Hugging Face Space'} paid by ${hub.payer}`;
  const sandbox = sandboxOf(place);
  if (sandbox !== undefined) return `the sandbox ${sandbox.id} paid by ${sandbox.payer}`;
  return place.startsWith(hostPrefix) ? place.slice(hostPrefix.length) : place;
}
