import type { Connection } from '../connection.ts';
import { MAP_READ } from '../web-gpu.ts';
import type { Facts } from './messages.ts';
import { RemoteDevice } from './remote-device.ts';
import type { Ring } from './ring.ts';

/** The GPU at the far end of a ring that is open. */
export function remoteConnection(
  ring: Ring,
  { name, isSoftware, limits }: Facts,
  collectGarbage: () => void,
): Connection {
  return {
    device: new RemoteDevice(ring, limits),
    name,
    isSoftware,
    map(buffer, bytes) {
      // Here the promise is settled when it is given.
      buffer.mapAsync(MAP_READ, 0, bytes).catch(() => {});
      return buffer.mapState === 'mapped';
    },
    lostReason: () => ring.ending()?.message ?? null,
    collectGarbage,
  };
}
