import type { Kit } from '../kit.ts';
import { bareIsolation, HostFailure } from '../sandbox/index.ts';
import { startIn } from '../sandbox/start-in.ts';
import { InputError } from '../schema/input-error.ts';

/** Opens a GPU in a host, and lets go of it. @throws InputError with the runtime's own words where there is none. */
export async function requireGpu({ dist }: Kit, tempRoot: string): Promise<void> {
  try {
    await startIn(bareIsolation(), dist, tempRoot, dist.gpu);
  } catch (error) {
    // What the runtime refuses is the cause; a host that died is a fault of its own.
    const cause = error instanceof Error ? error.cause : undefined;
    if (!(cause instanceof Error) || cause instanceof HostFailure) throw error;
    throw new InputError({ who: 'gradus verify --device gpu', seen: cause.message });
  }
}
