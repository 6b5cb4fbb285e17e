import type { FileView } from './fileView.ts';

/** What a macOS seatbelt profile is written from. Paths are real paths: seatbelt sees /private/tmp where people see /tmp. */
export interface SeatbeltWalls {
  readonly view: FileView;
  /** A folder of its own for temporary files, writable. */
  readonly temporary: string;
  /** Seen in spite of what hides the folder around it. */
  readonly seen: readonly string[];
  /** The proxy on this machine's loopback; undefined: no network. */
  readonly proxyPort: number | undefined;
}

/** Services that every program of the system asks before it does anything, and the GPU's. From Apple's own profiles in /System/Library/Sandbox/Profiles. */
const services = [
  ...['com.apple.system.opendirectoryd.libinfo', 'com.apple.system.opendirectoryd.membership', 'com.apple.bsd.dirhelper'],
  ...['com.apple.system.logger', 'com.apple.logd', 'com.apple.diagnosticd', 'com.apple.CoreServices.coreservicesd'],
  ...['com.apple.cfprefsd.agent', 'com.apple.cfprefsd.daemon', 'com.apple.system.notification_center', 'com.apple.trustd.agent'],
  ...['com.apple.MTLCompilerService', 'com.apple.analyticsd', 'com.apple.SystemConfiguration.configd'],
];

/** A profile in the language of sandbox-exec(1): what comes later wins. */
export function seatbeltProfile({ view, temporary, seen, proxyPort }: SeatbeltWalls): string {
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-exec process-fork)',
    '(allow signal (target same-sandbox))',
    '(allow process-info* (target same-sandbox))',
    '(allow sysctl-read)',
    '(allow ipc-posix-shm ipc-posix-sem)',
    '(allow pseudo-tty)',
    '(allow user-preference-read)',
    `(allow mach-lookup ${services.map((name) => `(global-name ${quoted(name)})`).join(' ')})`,
    '; Metal',
    '(allow iokit-open (iokit-user-client-class "AGXDeviceUserClient" "AGXSharedUserClient" "IOSurfaceRootUserClient" "IOAccelerationUserClient"))',
    '(allow iokit-get-properties)',
    '(allow file-read*)',
    '(allow file-ioctl (regex #"^/dev/(tty|pty|null|zero|random|urandom|dtracehelper)"))',
    '(allow file-write* (literal "/dev/null") (literal "/dev/zero") (literal "/dev/tty") (regex #"^/dev/fd/[0-9]+$"))',
    `(allow file-write* ${[temporary, ...view.writable].map(subpath).join(' ')})`,
    ...view.readOnly.map((path) => `(deny file-write* ${subpath(path)} ${literal(path)})`),
    ...view.hidden.map(({ path, isFolder }) => `(deny file-read* file-write* ${isFolder ? subpath(path) : literal(path)})`),
    ...seen.map((path) => `(allow file-read* ${subpath(path)})`),
    ...network(proxyPort),
    '',
  ].join('\n');
}

function network(proxyPort: number | undefined): readonly string[] {
  if (proxyPort === undefined) return ['(deny network*)'];
  return ['(deny network*)', `(allow network-outbound (remote ip "localhost:${proxyPort}"))`];
}

function subpath(path: string): string {
  return `(subpath ${quoted(path)})`;
}

function literal(path: string): string {
  return `(literal ${quoted(path)})`;
}

/** TinyScheme strings know no other escapes that a path could need. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
