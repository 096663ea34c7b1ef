import { collectGarbage } from '../collect-garbage.ts';
import { noAdapter, noThreads, unavailable } from '../complaints.ts';
import type { Connection } from '../connection.ts';
import { builtin, mainRealm } from '../main-realm.ts';
import { requireHardware } from '../require-hardware.ts';
import { type Ending, WORDS_OF_LOSS } from './messages.ts';
import { remoteConnection } from './remote-connection.ts';
import { RING_BYTES, Ring } from './ring.ts';
import type { ThreadData } from './thread.ts';

/**
 * Ring mode in Node: opens the fastest adapter in a thread of its own, where Dawn has an event loop to answer to. What
 * computes blocks until it is open, and later where it reads.
 *
 * @param script - that of the thread: see `threadScript`
 * @throws RuntimeError where threads are denied, or there is no GPU to be had.
 */
export function openInThread(binary: string, script: string): Connection {
  const ring = started(script, binary);
  // Node ends its threads wherever they are; what Dawn is then at crashes the process.
  mainRealm().process.on('exit', () => ring.quit());
  const facts = ring.openedNow();
  if (facts === null) throw explained(ring.ending());
  try {
    requireHardware(facts.name, facts.isSoftware);
  } catch (error) {
    ring.close('lost', 'software');
    throw error;
  }
  return remoteConnection(ring, facts, collectGarbage);
}

/** The ring at whose far end a new thread is. */
function started(script: string, binary: string): Ring {
  const { Worker } = builtin('worker_threads');
  try {
    const memory = new SharedArrayBuffer(RING_BYTES);
    const ring = new Ring(memory);
    const workerData: ThreadData = { memory, binary };
    // Neither the program's flags nor its NODE_OPTIONS: what they load is none of the thread's business.
    const thread = new Worker(script, { eval: true, workerData, execArgv: [], env: {} });
    // Its death is told once the program is back in its event loop. One that is waited for tells by itself, if it can.
    thread.once('error', ({ message }) => ring.close('died', `${WORDS_OF_LOSS.died}: ${message}`));
    thread.once('exit', () => ring.close('died', WORDS_OF_LOSS.died));
    // A program ends when its own work is done.
    thread.unref();
    return ring;
  } catch (error) {
    throw noThreads((error as Error).message);
  }
}

/** What the user is to read of why there is no GPU. */
function explained(ending: Ending | null): Error {
  const { why, message } = ending ?? { why: 'died', message: WORDS_OF_LOSS.died };
  if (why === 'no adapter') return noAdapter(mainRealm().process.platform);
  if (why === 'refused') return unavailable(`the driver refused to open ${message}`, 'Is it up to date?');
  return unavailable(message, 'Without GRADUS_GPU=ring it may do without that thread.');
}
