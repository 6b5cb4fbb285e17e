import { dirname } from 'node:path';
import type { FileView } from './fileView.ts';

export interface BubblewrapWalls {
  readonly view: FileView;
  /** The program can make no user namespace of its own, and with it reach what only root reaches in the kernel: bubblewrap 0.8 and newer. */
  readonly isLastNamespace: boolean;
  readonly cwd: string;
  /** Stands as /tmp inside: a folder of its own on the disk, since checkpoints and wheels may be larger than memory. */
  readonly temporary: string;
  /** Read-only, where /tmp or /run would otherwise lack them: what was installed there. */
  readonly installed: readonly string[];
  /** Devices that exist here: of GPUs. */
  readonly devices: readonly string[];
  /** Read-only and seen whatever hides the folder around it: the relay and the Node that runs it. */
  readonly alsoVisible: readonly string[];
}

/** Sockets of the system's services, whose owner may ask them for anything. Programs that live there (NixOS) and mounted disks stay. */
const run = ['--tmpfs', '/run', ...['/run/current-system', '/run/wrappers', '/run/opengl-driver', '/run/media'].flatMap(readOnlyIfThere)];

/** Root may write these without any capability: proc(5), and `core_pattern` names a program that the kernel starts outside. */
const kernelSettings = ['/proc/sys', '/proc/sysrq-trigger', '/proc/irq', '/proc/bus', '/proc/fs', '/proc/scsi', '/proc/acpi', '/proc/mtrr'];

/**
 * What stands between `bwrap` and the program. Namespaces of its own for users, processes, shared memory and network (with a loopback and
 * nothing else), no capabilities, everything read-only but what the view says. Later mounts lie over earlier ones.
 */
export function bubblewrapArguments({
  view,
  isLastNamespace,
  cwd,
  temporary,
  installed,
  devices,
  alsoVisible,
}: BubblewrapWalls): readonly string[] {
  return [
    ...['--unshare-user', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--unshare-net'],
    ...(isLastNamespace ? ['--disable-userns'] : []),
    ...['--die-with-parent', '--new-session', '--cap-drop', 'ALL'],
    ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    ...kernelSettings.flatMap(readOnlyIfThere),
    // Shared memory between the workers of a data loader: as much as half of the machine has, whatever a container gives outside.
    ...['--perms', '1777', '--tmpfs', '/dev/shm'],
    ...devices.flatMap((device) => ['--dev-bind-try', device, device]),
    ...run,
    ...['--bind', temporary, '/tmp', '--bind', temporary, '/var/tmp'],
    ...installed.flatMap(readOnlyIfThere),
    ...inOrder(view),
    // Nothing is in such a folder and nothing can be put there; what is to be seen in spite of it can still be reached.
    ...view.hidden.flatMap(({ path, isFolder }) => (isFolder ? ['--perms', '0111', '--tmpfs', path] : ['--ro-bind', '/dev/null', path])),
    ...alsoVisible.flatMap(readOnlyIfThere),
    ...['--chdir', cwd],
  ];
}

/** A folder before what lies in it, or it would be covered again. */
function inOrder({ writable, readOnly }: FileView): readonly string[] {
  const mounts = [
    ...writable.map((path) => ({ flag: '--bind', path })),
    ...readOnly.filter((path) => !writable.includes(path)).map((path) => ({ flag: '--ro-bind', path })),
  ];
  return mounts.toSorted((a, b) => depth(a.path) - depth(b.path)).flatMap(({ flag, path }) => [flag, path, path]);
}

function depth(path: string): number {
  return path === dirname(path) ? 0 : path.split('/').length;
}

function readOnlyIfThere(path: string): readonly string[] {
  return ['--ro-bind-try', path, path];
}
