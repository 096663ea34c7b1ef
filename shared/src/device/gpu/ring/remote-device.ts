import type {
  GPUBindGroupEntry,
  GPUBindGroupLayoutEntry,
  GPUBuffer,
  GPUCommandEncoder,
  GPUComputePassEncoder,
  GPUComputePipeline,
  GPUDevice,
  GPUDeviceLostInfo,
  GPULimits,
  GPUQueue,
  GPUUncapturedErrorEvent,
} from '../web-gpu.ts';
import type { Command } from './messages.ts';
import { PIECE_BYTES, type Ring } from './ring.ts';

/** From so many bytes on a new buffer is waited for, so that it is known whether there was memory for it. */
const AWAITED_BYTES = 2 ** 20;

/**
 * The device of another worker, at the near end of a ring. Calls are messages, and return before they are done. Only reading
 * blocks, and making a large buffer; then is told what WebGPU has refused in the meantime.
 */
export class RemoteDevice implements GPUDevice {
  readonly limits: GPULimits;
  readonly queue: GPUQueue;
  readonly lost: Promise<GPUDeviceLostInfo>;
  readonly #ring: Ring;
  readonly #listeners: ((event: GPUUncapturedErrorEvent) => void)[] = [];
  readonly #forgotten: FinalizationRegistry<number>;
  #objects = 0;

  constructor(ring: Ring, limits: GPULimits) {
    this.limits = limits;
    this.#ring = ring;
    this.#forgotten = new FinalizationRegistry((id) => ring.send({ do: 'forget', id }));
    this.queue = new RemoteQueue(ring);
    this.lost = ring.ended().then(({ why, message }) => ({ reason: why, message }));
  }

  addEventListener(_type: 'uncapturederror', listener: (event: GPUUncapturedErrorEvent) => void): void {
    this.#listeners.push(listener);
  }

  createBuffer(descriptor: { label: string; size: number; usage: number }): GPUBuffer {
    const { size } = descriptor;
    const buffer = new RemoteBuffer(this.#ring, this.#objects++, size, () =>
      this.#tell(this.#ring.takeComplaint()),
    );
    const message = { do: 'createBuffer', id: buffer.id, ...descriptor } as const;
    if (size < AWAITED_BYTES) this.#ring.send({ ...message, isAwaited: false });
    else {
      const refusal = new TextDecoder().decode(this.#ring.ask({ ...message, isAwaited: true }) ?? undefined);
      this.#tell(refusal === '' ? null : refusal);
    }
    return buffer;
  }

  createShaderModule({ label, code }: { label: string; code: string }): object {
    const module = this.#object();
    this.#ring.send({ do: 'createShaderModule', id: module.id, label, code });
    return module;
  }

  createBindGroupLayout({ entries }: { entries: readonly GPUBindGroupLayoutEntry[] }): object {
    const layout = this.#object();
    this.#ring.send({ do: 'createBindGroupLayout', id: layout.id, entries });
    return layout;
  }

  createPipelineLayout({ bindGroupLayouts }: { bindGroupLayouts: readonly object[] }): object {
    const layout = this.#object();
    this.#ring.send({ do: 'createPipelineLayout', id: layout.id, layouts: bindGroupLayouts.map(idOf) });
    return layout;
  }

  createBindGroup(descriptor: {
    label: string;
    layout: object;
    entries: readonly GPUBindGroupEntry[];
  }): object {
    const { label } = descriptor;
    const group = this.#object();
    const entries = descriptor.entries.map(({ binding, resource }) => ({
      binding,
      buffer: idOf(resource.buffer),
      size: resource.size ?? null,
    }));
    this.#ring.send({ do: 'createBindGroup', id: group.id, label, layout: idOf(descriptor.layout), entries });
    return group;
  }

  createComputePipeline(descriptor: {
    label: string;
    layout: object;
    compute: { module: object; entryPoint: string };
  }): GPUComputePipeline {
    const pipeline = Object.assign(this.#object(), { label: descriptor.label });
    const { label, layout, compute } = descriptor;
    const { entryPoint } = compute;
    const [layoutId, module] = [idOf(layout), idOf(compute.module)];
    this.#ring.send({
      do: 'createComputePipeline',
      id: pipeline.id,
      label,
      layout: layoutId,
      module,
      entryPoint,
    });
    return pipeline;
  }

  createCommandEncoder(): GPUCommandEncoder {
    return new RemoteEncoder();
  }

  /** Closes the ring: the owner sees it, destroys its device and ends. */
  destroy(): void {
    this.#ring.close('lost', 'destroyed');
  }

  /** An object that lives in the other worker for as long as this one lives here. */
  #object(): Remote {
    const object = new Remote(this.#objects++);
    this.#forgotten.register(object, object.id);
    return object;
  }

  #tell(message: string | null): void {
    if (message === null) return;
    for (const listener of this.#listeners) listener({ error: { message } });
  }
}

/** An object of WebGPU in the other worker, by its number. */
class Remote {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

function idOf(object: object): number {
  if (object instanceof Remote) return object.id;
  throw new TypeError('an object of another device');
}

class RemoteBuffer extends Remote implements GPUBuffer {
  readonly size: number;
  readonly #ring: Ring;
  readonly #onAnswer: () => void;
  #mapped: ArrayBuffer | null = null;

  constructor(ring: Ring, id: number, size: number, onAnswer: () => void) {
    super(id);
    this.size = size;
    this.#ring = ring;
    this.#onAnswer = onAnswer;
  }

  get mapState(): 'unmapped' | 'mapped' {
    return this.#mapped === null ? 'unmapped' : 'mapped';
  }

  /** Blocks until the bytes are here: what it promises is settled when it returns. `offset` is 0. */
  mapAsync(_mode: number, _offset: number, size: number): Promise<void> {
    const bytes = this.#fetched(size);
    this.#onAnswer();
    if (bytes === null) return Promise.reject(new Error('the device refuses, or is lost'));
    this.#mapped = bytes.buffer;
    return Promise.resolve();
  }

  getMappedRange(offset: number, size: number): ArrayBuffer {
    if (this.#mapped === null) throw new Error('the buffer is not mapped');
    return this.#mapped.slice(offset, offset + size);
  }

  unmap(): void {
    this.#mapped = null;
    this.#ring.send({ do: 'unmap', id: this.id });
  }

  destroy(): void {
    this.#ring.send({ do: 'destroyBuffer', id: this.id });
  }

  #fetched(size: number): Uint8Array<ArrayBuffer> | null {
    const { id } = this;
    const bytes = new Uint8Array(size);
    let piece = this.#ring.ask({ do: 'map', id, bytes: size });
    for (let at = 0; ; ) {
      if (piece === null || piece.length === 0) return null;
      bytes.set(piece, at);
      at += piece.length;
      if (at === size) return bytes;
      piece = this.#ring.ask({ do: 'fetch', id, offset: at, bytes: Math.min(PIECE_BYTES, size - at) });
    }
  }
}

class RemoteQueue implements GPUQueue {
  readonly #ring: Ring;

  constructor(ring: Ring) {
    this.#ring = ring;
  }

  submit(lists: readonly object[]): void {
    for (const list of lists) {
      if (!(list instanceof RemoteCommands)) throw new TypeError('commands of another device');
      this.#ring.send({ do: 'submit', commands: list.commands });
    }
  }

  /** `start` and `size` count bytes. */
  writeBuffer(
    buffer: GPUBuffer,
    offset: number,
    data: ArrayBufferLike | ArrayBufferView,
    start = 0,
    size?: number,
  ): void {
    const all = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    const bytes = all.subarray(start, size === undefined ? all.length : start + size);
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      const piece = bytes.subarray(at, at + PIECE_BYTES);
      this.#ring.send({ do: 'writeBuffer', id: idOf(buffer), offset: offset + at }, piece);
    }
  }
}

/** What an encoder was told, until it is submitted. */
class RemoteCommands {
  readonly commands: readonly Command[];

  constructor(commands: readonly Command[]) {
    this.commands = commands;
  }
}

/** Collects commands, those of its passes too: they are one list. */
class RemoteEncoder implements GPUCommandEncoder, GPUComputePassEncoder {
  readonly #commands: Command[] = [];
  #pipeline = -1;
  #group = -1;
  #offsets: readonly number[] = [];

  beginComputePass(): GPUComputePassEncoder {
    this.#commands.push(['beginComputePass']);
    return this;
  }

  setPipeline(pipeline: GPUComputePipeline): void {
    this.#pipeline = idOf(pipeline);
  }

  /** The device has no group but that of the number 0. */
  setBindGroup(_index: number, group: object, offsets: readonly number[]): void {
    this.#group = idOf(group);
    this.#offsets = offsets;
  }

  dispatchWorkgroups(x: number, y = 1, z = 1): void {
    this.#commands.push(['dispatch', this.#pipeline, this.#group, this.#offsets, x, y, z]);
  }

  end(): void {
    this.#commands.push(['end']);
  }

  clearBuffer(buffer: GPUBuffer, offset: number, size: number): void {
    this.#commands.push(['clearBuffer', idOf(buffer), offset, size]);
  }

  copyBufferToBuffer(
    source: GPUBuffer,
    sourceOffset: number,
    target: GPUBuffer,
    targetOffset: number,
    size: number,
  ): void {
    this.#commands.push(['copyBufferToBuffer', idOf(source), sourceOffset, idOf(target), targetOffset, size]);
  }

  finish(): object {
    return new RemoteCommands(this.#commands);
  }
}
