import { lost, refused } from './complaints.ts';
import type { Connection } from './connection.ts';

/**
 * What WebGPU said went wrong and nobody has been told yet. It reports by an event, in Node within the call that caused
 * it, and goes on as if nothing were: the operation that asked looks here before it returns, and throws.
 */
export class Latch {
  readonly #connection: Connection;
  #message: string | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.device.addEventListener('uncapturederror', ({ error }) => {
      // The first is the cause; what follows is about objects that it left invalid.
      this.#message ??= error.message.split('\n')[0] ?? error.message;
    });
  }

  /** The message that has not been taken yet, and forgets it. */
  take(): string | null {
    const message = this.#message;
    this.#message = null;
    return message;
  }

  /** @throws RuntimeError where WebGPU has refused something since the last look. */
  check(who: string): void {
    if (this.#message !== null) throw refused(who, this.take() ?? '');
  }

  /** @throws RuntimeError where the device is gone: it would go on, and give zeros for results. */
  checkPresence(who: string): void {
    const reason = this.#connection.lostReason();
    if (reason !== null) throw lost(who, reason);
  }
}
