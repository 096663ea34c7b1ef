import {
  type GPU,
  type GPUBuffer,
  type GPUComputePassEncoder,
  type GPUDevice,
  type GPUErrorScopes,
  MAP_READ,
} from '../web-gpu.ts';
import { type Command, type Message, WORDS_OF_LOSS } from './messages.ts';
import { PIECE_BYTES, type Received, Ring } from './ring.ts';

type OwnDevice = GPUDevice & GPUErrorScopes;

/** All that can be refused. */
const FILTERS = ['validation', 'out-of-memory', 'internal'] as const;

/** A device that is lost says so at about the time at which it refuses something. */
const LOSS_MS = 100;

/**
 * Has a GPU on behalf of another worker, at the far end of a ring: opens the fastest adapter, then does what it is asked
 * until the ring is closed or the device lost. Whatever goes wrong is told through the ring.
 */
export async function ownGpu(memory: SharedArrayBuffer, gpu: GPU | undefined): Promise<void> {
  const ring = new Ring(memory);
  let device: OwnDevice | null = null;
  try {
    device = await openedDevice(ring, gpu);
    if (device !== null) await new Owner(ring, device).serve();
  } catch (error) {
    ring.close('died', `${WORDS_OF_LOSS.died}: ${(error as Error).message}`);
  }
  device?.destroy();
  ring.leave();
}

async function openedDevice(ring: Ring, gpu: GPU | undefined): Promise<OwnDevice | null> {
  if (gpu === undefined) {
    ring.close('no WebGPU', '');
    return null;
  }
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) {
    ring.close('no adapter', '');
    return null;
  }
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const limits = { maxBufferSize, maxStorageBufferBindingSize };
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  try {
    const device = await adapter.requestDevice({ requiredLimits: limits });
    ring.open({ name, isSoftware: isFallbackAdapter === true, limits });
    return device;
  } catch (error) {
    ring.close('refused', `${name}: ${(error as Error).message}`);
    return null;
  }
}

class Owner {
  readonly #ring: Ring;
  readonly #device: OwnDevice;
  readonly #buffers = new Map<number, GPUBuffer>();
  readonly #objects = new Map<number, object>();

  constructor(ring: Ring, device: OwnDevice) {
    this.#ring = ring;
    this.#device = device;
    void device.lost.then(({ reason, message }) => ring.close('lost', `${reason} ${message}`.trim()));
    this.#watch();
  }

  async serve(): Promise<void> {
    while (!this.#ring.isClosed) {
      const received = this.#ring.take();
      if (received === null) await this.#ring.arrival();
      else await this.#obey(received);
    }
  }

  /** Does what a message asks. What must be waited for is what the caller waits for. */
  #obey({ message, bytes }: Received): Promise<void> | undefined {
    switch (message.do) {
      case 'map':
        return this.#map(message);
      case 'settle':
        return this.#settle();
      case 'fetch':
        this.#answerWith(this.#buffer(message.id), message.offset, message.bytes);
        break;
      case 'unmap':
        this.#buffer(message.id).unmap();
        break;
      case 'submit':
        this.#submit(message.commands);
        break;
      case 'writeBuffer':
        this.#device.queue.writeBuffer(this.#buffer(message.id), message.offset, bytes);
        break;
      case 'createBuffer':
        this.#buffers.set(message.id, this.#device.createBuffer(message));
        break;
      case 'destroyBuffer':
        this.#buffer(message.id).destroy();
        this.#buffers.delete(message.id);
        break;
      case 'forget':
        this.#objects.delete(message.id);
        break;
      default:
        this.#objects.set(message.id, this.#made(message));
    }
    return undefined;
  }

  /** The object that a message asks for. */
  #made(message: Extract<Message, { do: MadeBy }>): object {
    const device = this.#device;
    switch (message.do) {
      case 'createShaderModule':
        return device.createShaderModule(message);
      case 'createBindGroupLayout':
        return device.createBindGroupLayout(message);
      case 'createPipelineLayout':
        return device.createPipelineLayout({
          bindGroupLayouts: message.layouts.map((id) => this.#object(id)),
        });
      case 'createBindGroup':
        return device.createBindGroup({
          layout: this.#object(message.layout),
          entries: message.entries.map(({ binding, buffer, size }) => {
            const resource = { buffer: this.#buffer(buffer) };
            return { binding, resource: size === null ? resource : { ...resource, size } };
          }),
        });
      case 'createComputePipeline':
        return device.createComputePipeline({
          label: message.label,
          layout: this.#object(message.layout),
          compute: { module: this.#object(message.module), entryPoint: message.entryPoint },
        });
    }
  }

  #submit(commands: readonly Command[]): void {
    const encoder = this.#device.createCommandEncoder();
    let pass: GPUComputePassEncoder | null = null;
    for (const command of commands) {
      switch (command[0]) {
        case 'beginComputePass':
          pass = encoder.beginComputePass();
          break;
        case 'setPipeline':
          pass?.setPipeline(this.#object(command[1]));
          break;
        case 'setBindGroup':
          pass?.setBindGroup(command[1], this.#object(command[2]), command[3]);
          break;
        case 'dispatchWorkgroups':
          pass?.dispatchWorkgroups(command[1], command[2], command[3]);
          break;
        case 'end':
          pass?.end();
          break;
        case 'clearBuffer':
          encoder.clearBuffer(this.#buffer(command[1]), command[2], command[3]);
          break;
        case 'copyBufferToBuffer': {
          const [, source, sourceOffset, target, targetOffset, size] = command;
          const [from, to] = [this.#buffer(source), this.#buffer(target)];
          encoder.copyBufferToBuffer(from, sourceOffset, to, targetOffset, size);
        }
      }
    }
    this.#device.queue.submit([encoder.finish()]);
  }

  async #map({ id, bytes }: { id: number; bytes: number }): Promise<void> {
    const buffer = this.#buffer(id);
    const refusals = this.#tellRefused();
    try {
      await buffer.mapAsync(MAP_READ, 0, bytes);
    } catch {
      // The caller is to know first whether the device is lost.
      await Promise.race([this.#device.lost, new Promise((resolve) => setTimeout(resolve, LOSS_MS))]);
    }
    // Commands that were refused have left in the buffer what was there before.
    if ((await refusals) === 0 && buffer.mapState === 'mapped') {
      this.#answerWith(buffer, 0, Math.min(bytes, PIECE_BYTES));
    } else {
      buffer.unmap();
      this.#ring.answer(new Uint8Array(0));
    }
  }

  #answerWith(buffer: GPUBuffer, offset: number, bytes: number): void {
    this.#ring.answer(new Uint8Array(buffer.getMappedRange(offset, bytes)));
  }

  async #settle(): Promise<void> {
    await this.#tellRefused();
    this.#ring.answer(new Uint8Array(0));
  }

  /** Tells the caller what has been refused of all that was asked so far. Gives the number of refusals. */
  async #tellRefused(): Promise<number> {
    // A device that is lost may refuse to say: that it is lost is told otherwise.
    const scopes = FILTERS.map(() => this.#device.popErrorScope().catch(() => null));
    this.#watch();
    const errors = (await Promise.all(scopes)).filter((error) => error !== null);
    for (const { message } of errors) this.#ring.complain(message);
    return errors.length;
  }

  /** From now on refusals are noted, for the next telling. */
  #watch(): void {
    for (const filter of FILTERS) this.#device.pushErrorScope(filter);
  }

  #buffer(id: number): GPUBuffer {
    return known(this.#buffers, id);
  }

  #object(id: number): object {
    return known(this.#objects, id);
  }
}

type MadeBy =
  | 'createShaderModule'
  | 'createBindGroupLayout'
  | 'createPipelineLayout'
  | 'createBindGroup'
  | 'createComputePipeline';

function known<Value>(values: ReadonlyMap<number, Value>, id: number): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`nothing has the number ${id}`);
  return value;
}
