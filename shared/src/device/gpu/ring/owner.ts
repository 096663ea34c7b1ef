import {
  type GPU,
  type GPUBuffer,
  type GPUComputePassEncoder,
  type GPUComputePipeline,
  type GPUDevice,
  type GPUErrorScopes,
  MAP_READ,
} from '../web-gpu.ts';
import { type Command, type Message, WORDS_OF_LOSS } from './messages.ts';
import { Refusals } from './refusals.ts';
import { PIECE_BYTES, type Received, Ring } from './ring.ts';

type OwnDevice = GPUDevice & GPUErrorScopes;

/** A device that is lost says so at about the time at which it refuses something. */
const LOSS_MS = 100;

/**
 * Has a GPU on behalf of another worker, at the far end of a ring: opens the fastest adapter, then does what it is asked
 * until the ring is closed or the device lost. Whatever goes wrong is told through the ring.
 */
export async function ownGpu(memory: SharedArrayBuffer, gpu: GPU | undefined): Promise<void> {
  const ring = new Ring(memory);
  try {
    const device = await openedDevice(ring, gpu);
    if (device !== null) await new Owner(ring, device).serve();
  } catch (error) {
    closeDead(ring, error);
  }
  ring.leave();
}

function closeDead(ring: Ring, error: unknown): void {
  ring.close('died', `${WORDS_OF_LOSS.died}: ${(error as Error).message}`);
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
  readonly #pipelines = new Map<number, GPUComputePipeline>();
  readonly #refusals: Refusals;

  constructor(ring: Ring, device: OwnDevice) {
    this.#ring = ring;
    this.#device = device;
    void device.lost.then(({ reason, message }) => ring.close('lost', `${reason} ${message}`.trim()));
    this.#refusals = new Refusals(device);
  }

  async serve(): Promise<void> {
    try {
      while (!this.#ring.isClosed) {
        const received = this.#ring.take();
        if (received === null) await this.#ring.arrival();
        else await this.#obey(received);
      }
    } catch (error) {
      closeDead(this.#ring, error);
    }
    // Promises of WebGPU that a thread of Node leaves behind crash the process.
    await this.#refusals.told();
    this.#device.destroy();
    await this.#device.lost;
  }

  /** Does what a message asks. What must be waited for is what the caller waits for. */
  #obey({ message, bytes }: Received): Promise<void> | undefined {
    switch (message.do) {
      case 'map':
        return this.#map(message);
      case 'createBuffer':
        return this.#createBuffer(message);
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
      case 'destroyBuffer':
        this.#buffer(message.id).destroy();
        this.#buffers.delete(message.id);
        break;
      case 'forget':
        this.#objects.delete(message.id);
        this.#pipelines.delete(message.id);
        break;
      case 'createBindGroupLayout':
        this.#objects.set(message.id, this.#device.createBindGroupLayout(message));
        break;
      case 'createPipelineLayout': {
        const bindGroupLayouts = message.layouts.map((id) => this.#object(id));
        this.#objects.set(message.id, this.#device.createPipelineLayout({ bindGroupLayouts }));
        break;
      }
      default:
        this.#refusals.note(
          message.label,
          this.#refusals.of(() => this.#make(message)),
        );
    }
    return undefined;
  }

  /** Makes what an operation asks for. */
  #make(
    message: Extract<Message, { do: 'createShaderModule' | 'createBindGroup' | 'createComputePipeline' }>,
  ) {
    const device = this.#device;
    const { id, label } = message;
    switch (message.do) {
      case 'createShaderModule':
        this.#objects.set(id, device.createShaderModule(message));
        break;
      case 'createBindGroup': {
        const entries = message.entries.map(({ binding, buffer, size }) => {
          const resource = { buffer: this.#buffer(buffer) };
          return { binding, resource: size === null ? resource : { ...resource, size } };
        });
        const layout = this.#object(message.layout);
        this.#objects.set(id, device.createBindGroup({ label, layout, entries }));
        break;
      }
      case 'createComputePipeline': {
        const layout = this.#object(message.layout);
        const compute = { module: this.#object(message.module), entryPoint: message.entryPoint };
        this.#pipelines.set(id, device.createComputePipeline({ label, layout, compute }));
      }
    }
  }

  #createBuffer(message: Extract<Message, { do: 'createBuffer' }>): Promise<void> | undefined {
    const { id, label, isAwaited } = message;
    const refusal = this.#refusals.of(() => this.#buffers.set(id, this.#device.createBuffer(message)));
    if (isAwaited) return refusal.then((text) => this.#ring.answer(new TextEncoder().encode(text ?? '')));
    this.#refusals.note(label, refusal);
    return undefined;
  }

  #submit(commands: readonly Command[]): void {
    const dispatches: Dispatch[] = [];
    const refusal = this.#refusals.of(() => {
      const encoder = this.#device.createCommandEncoder();
      let pass: GPUComputePassEncoder | null = null;
      for (const command of commands) {
        switch (command[0]) {
          case 'beginComputePass':
            pass = encoder.beginComputePass();
            break;
          case 'dispatch': {
            const [, pipeline, group, offsets, ...counts] = command;
            const dispatch = {
              pipeline: known(this.#pipelines, pipeline),
              group: this.#object(group),
              offsets,
              counts,
            };
            if (pass !== null) encode(dispatch, pass);
            dispatches.push(dispatch);
            break;
          }
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
    });
    this.#refusals.note(() => this.#culprit(dispatches), refusal);
  }

  /** The operation of the first dispatch that is refused by itself: of a batch WebGPU refuses the whole. */
  async #culprit(dispatches: readonly Dispatch[]): Promise<string | null> {
    for (const dispatch of dispatches) {
      const refusal = this.#refusals.of(() => {
        const encoder = this.#device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        encode(dispatch, pass);
        pass.end();
        encoder.finish();
      });
      if ((await refusal) !== null) return dispatch.pipeline.label;
    }
    return null;
  }

  async #map({ id, bytes }: { id: number; bytes: number }): Promise<void> {
    const buffer = this.#buffer(id);
    const wasRefused = this.#tellRefused();
    try {
      await buffer.mapAsync(MAP_READ, 0, bytes);
    } catch {
      // The caller is to know first whether the device is lost.
      await Promise.race([this.#device.lost, new Promise((resolve) => setTimeout(resolve, LOSS_MS))]);
    }
    // Commands that were refused have left in the buffer what was there before.
    if (!(await wasRefused) && buffer.mapState === 'mapped') {
      this.#answerWith(buffer, 0, Math.min(bytes, PIECE_BYTES));
    } else {
      buffer.unmap();
      this.#ring.answer(new Uint8Array(0));
    }
  }

  #answerWith(buffer: GPUBuffer, offset: number, bytes: number): void {
    this.#ring.answer(new Uint8Array(buffer.getMappedRange(offset, bytes)));
  }

  /** Tells the caller what has been refused first of all that was asked so far, and gives whether anything was. */
  async #tellRefused(): Promise<boolean> {
    const refusal = await this.#refusals.told();
    if (refusal !== null) this.#ring.complain(refusal);
    return refusal !== null;
  }

  #buffer(id: number): GPUBuffer {
    return known(this.#buffers, id);
  }

  #object(id: number): object {
    return known(this.#objects, id);
  }
}

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: object;
  readonly offsets: readonly number[];
  readonly counts: readonly [x: number, y: number, z: number];
}

function encode({ pipeline, group, offsets, counts }: Dispatch, pass: GPUComputePassEncoder): void {
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group, offsets);
  pass.dispatchWorkgroups(...counts);
}

function known<Value>(values: ReadonlyMap<number, Value>, id: number): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`nothing has the number ${id}`);
  return value;
}
