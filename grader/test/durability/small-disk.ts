import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A disk of its own, in memory, of a size that can be changed. Only root may have one. */
export interface SmallDisk {
  resize(kilobytes: number): void;
  remove(): void;
}

export function makeDisk(folder: string, kilobytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const size = (sized: number): string => `size=${sized}k`;
  mount('-t', 'tmpfs', '-o', size(kilobytes), 'gradus-test', folder);
  return {
    resize: (sized) => mount('-o', `remount,${size(sized)}`, folder),
    remove: () => {
      spawnSync('umount', [folder]);
    },
  };
}

function mount(...args: string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`mount ${args.join(' ')}: ${stderr}`);
}

/** Whether this user may mount. */
export function canMount(folder: string): boolean {
  try {
    makeDisk(folder, 64).remove();
    return true;
  } catch {
    return false;
  }
}
