/**
 * Where a program executes, as effects, rules and grants name it: `local`, or `ssh:gpu-box` with the host as ssh takes it. Names are equal
 * exactly for the same place: another user of a host is another place.
 */
export const localPlace = 'local';

const hostPrefix = 'ssh:';

export function placeOnHost(host: string): string {
  return `${hostPrefix}${host}`;
}

/** The host that a line goes to, as the policy knows hosts: gpu-box for `ssh:ada@gpu-box`; undefined where none does. */
export function reachedBy(place: string): string | undefined {
  return place.startsWith(hostPrefix) ? reachedHost(place.slice(hostPrefix.length)) : undefined;
}

/** `ada@gpu-box` is gpu-box. */
export function reachedHost(host: string): string {
  return host.slice(host.lastIndexOf('@') + 1).toLowerCase();
}

/** For people: `this machine`, `gpu-box`. */
export function placeText(place: string): string {
  if (place === localPlace) return 'this machine';
  return place.startsWith(hostPrefix) ? place.slice(hostPrefix.length) : place;
}
