import type { Attempt, Examination } from '../sandbox/index.ts';
import { LAYERS } from '../sandbox/isolation.ts';

/** What the system says about itself, as far as a remedy depends on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The text of a file of the system; undefined where there is none. */
  read(path: string): string | undefined;
}

const APPARMOR = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
const USERNS_CLONE = '/proc/sys/kernel/unprivileged_userns_clone';
const USERNS_MAX = '/proc/sys/user/max_user_namespaces';
const CONTAINER_MARKS = ['/.dockerenv', '/run/.containerenv'];

const INSTALL: readonly (readonly [distribution: RegExp, command: (tool: string) => string])[] = [
  [/\b(debian|ubuntu)\b/, (tool) => `sudo apt-get install ${tool}`],
  [/\b(fedora|rhel|centos)\b/, (tool) => `sudo dnf install ${tool}`],
  [/\barch\b/, (tool) => `sudo pacman -S ${tool}`],
  [/\balpine\b/, (tool) => `apk add ${tool}`],
];

/** `AppArmor` on Ubuntu 24.04 lets only programs with a profile make user namespaces; bubblewrap comes without one. */
const PROFILE = `sudo tee /etc/apparmor.d/bwrap <<'PROFILE'
abi <abi/4.0>,
include <tunables/global>
profile bwrap /usr/bin/bwrap flags=(unconfined) {
  userns,
}
PROFILE
sudo apparmor_parser -r /etc/apparmor.d/bwrap`;

/** What would give this machine more isolation, most effective first; empty where nothing is missing. */
export function adviceFor({ isolation, better }: Examination, machine: Machine): string[] {
  if (isolation.level === 3) return [];
  if (machine.platform !== 'linux') {
    return [
      `levels 2 and 3 need Linux, and this is ${machine.platform}: grade inside a Linux container or virtual machine`,
    ];
  }
  const [best] = better;
  if (best === undefined) return [];
  const missing = best.absent.flatMap((layer) => {
    if (layer === LAYERS.namespaces) return [install(machine, 'bubblewrap')];
    if (layer === LAYERS.limits) return [install(machine, 'util-linux')];
    if (layer === LAYERS.seccomp)
      return ['the system call filter is known for x64 and arm64 only: use such a machine'];
    return [];
  });
  return missing.length > 0 ? missing : kernelAdvice(best, machine);
}

function install(machine: Machine, tool: string): string {
  const distribution = /^ID(?:_LIKE)?=.*$/gm;
  const names = machine.read('/etc/os-release')?.match(distribution)?.join(' ') ?? '';
  const command =
    INSTALL.find(([pattern]) => pattern.test(names))?.[1] ??
    ((name: string) => `install the package ${name}`);
  return command(tool);
}

/** The tools are there, and the kernel or what is around it does not let them work. */
function kernelAdvice({ error = '', managed }: Attempt, machine: Machine): string[] {
  const is = (path: string, value: string): boolean => machine.read(path)?.trim() === value;
  if (CONTAINER_MARKS.some((path) => machine.read(path) !== undefined)) {
    return [
      'this is a container whose profile forbids new namespaces: start it with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined` (Docker, Podman)',
      'as root in the container, with util-linux installed, each submission gets a user of its own: level 2',
    ];
  }
  if (is(APPARMOR, '1'))
    return [`AppArmor keeps bubblewrap from making user namespaces; give it a profile:\n${PROFILE}`];
  if (is(USERNS_CLONE, '0'))
    return ['user namespaces are switched off: sudo sysctl -w kernel.unprivileged_userns_clone=1'];
  if (is(USERNS_MAX, '0'))
    return ['user namespaces are switched off: sudo sysctl -w user.max_user_namespaces=15000'];
  return [
    managed.length > 0
      ? `inside every layer a program could still: ${managed.join(', ')}. Please report this machine's kernel and container`
      : `bubblewrap does not come up here: ${error}`,
  ];
}
