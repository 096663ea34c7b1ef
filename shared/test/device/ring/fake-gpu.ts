import type {
  GPU,
  GPUAdapter,
  GPUBindGroupEntry,
  GPUBuffer,
  GPUCommandEncoder,
  GPUComputePassEncoder,
  GPUComputePipeline,
  GPUDevice,
  GPUErrorScopes,
} from '../../../src/device/gpu/web-gpu.ts';

/*
 * As much of WebGPU as a test of the ring takes, in plain JavaScript: buffers are arrays, and a shader is a word.
 *
 *   double      y = 2 s0, for the one element that the offset of the parameters names
 *   nonsense    is refused
 *   lose        loses the device
 *   die         throws, in the midst of the owner
 *
 * A buffer with the label `greedy` is out of memory, as is a large one.
 */

export type FakeKind = 'works' | 'in software' | 'no WebGPU' | 'no adapter' | 'refuses';

/** A buffer of more bytes is out of memory. */
const MEMORY_BYTES = 2 ** 25;

export function fakeGpu(kind: FakeKind): GPU | undefined {
  if (kind === 'no WebGPU') return undefined;
  const limits = { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 };
  const isFallbackAdapter = kind === 'in software';
  const adapter: GPUAdapter = {
    info: { vendor: 'fake', architecture: '', description: 'of a test', isFallbackAdapter },
    limits,
    async requestDevice({ requiredLimits }) {
      if (kind === 'refuses') throw new Error('not today');
      return new FakeDevice({ ...limits, ...requiredLimits });
    },
  };
  return { requestAdapter: async () => (kind === 'no adapter' ? null : adapter) };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

class FakeDevice implements GPUDevice, GPUErrorScopes {
  readonly limits: GPUDevice['limits'];
  readonly lost: GPUDevice['lost'];
  readonly queue: GPUDevice['queue'];
  isLost = false;
  #lose: (message: string) => void = () => {};
  /** For each scope what was refused first. */
  readonly #refused: (string | null)[] = [];

  constructor(limits: GPUDevice['limits']) {
    this.limits = limits;
    this.lost = new Promise((resolve) => {
      this.#lose = (message) => {
        this.isLost = true;
        resolve({ reason: 'unknown', message });
      };
    });
    this.queue = {
      submit: (lists) => {
        for (const list of lists) for (const run of (list as FakeEncoder).runs) run();
      },
      writeBuffer: (buffer, offset, data) => {
        const { buffer: memory, byteOffset, byteLength } = data as Uint8Array;
        (buffer as FakeBuffer).bytes.set(new Uint8Array(memory, byteOffset, byteLength), offset);
      },
    };
  }

  addEventListener(): void {}

  pushErrorScope(): void {
    this.#refused.push(null);
  }

  async popErrorScope(): Promise<{ message: string } | null> {
    const message = this.#refused.pop() ?? null;
    await turn();
    return message === null ? null : { message };
  }

  complain(message: string): void {
    this.#refused[this.#refused.length - 1] ??= message;
  }

  createBuffer({ label, size }: { label: string; size: number }): GPUBuffer {
    const isShort = size > MEMORY_BYTES || label === 'greedy';
    if (isShort) this.complain('Out of memory');
    return new FakeBuffer(this, isShort ? 0 : size);
  }

  createShaderModule({ code }: { code: string }): object {
    if (code === 'nonsense') this.complain(`unresolved value 'nonsense'\nat line 1`);
    if (code === 'lose') this.#lose('the cable was pulled');
    if (code === 'die') throw new Error('out of its mind');
    return { code };
  }

  createBindGroupLayout(): object {
    return {};
  }

  createPipelineLayout({ bindGroupLayouts }: { bindGroupLayouts: readonly object[] }): object {
    return { bindGroupLayouts };
  }

  createBindGroup({ entries }: { entries: readonly GPUBindGroupEntry[] }): object {
    return entries.map(({ resource }) => resource.buffer);
  }

  createComputePipeline({ label }: { label: string }): GPUComputePipeline {
    return { label };
  }

  createCommandEncoder(): GPUCommandEncoder {
    return new FakeEncoder(this);
  }

  destroy(): void {
    this.#lose('destroyed');
  }
}

class FakeBuffer implements GPUBuffer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly size: number;
  readonly #device: FakeDevice;
  mapState: GPUBuffer['mapState'] = 'unmapped';

  constructor(device: FakeDevice, size: number) {
    this.#device = device;
    this.size = size;
    this.bytes = new Uint8Array(size);
  }

  async mapAsync(): Promise<void> {
    if (this.mapState !== 'unmapped') throw new Error('mapped already');
    await turn();
    if (this.#device.isLost) throw new Error('the device is lost');
    this.mapState = 'mapped';
  }

  getMappedRange(offset: number, size: number): ArrayBuffer {
    return this.bytes.buffer.slice(offset, offset + size);
  }

  unmap(): void {
    this.mapState = 'unmapped';
  }

  destroy(): void {}
}

class FakeEncoder implements GPUCommandEncoder, GPUComputePassEncoder {
  readonly runs: (() => void)[] = [];
  readonly #device: FakeDevice;
  #buffers: FakeBuffer[] = [];
  #element = 0;
  #widest = 0;

  constructor(device: FakeDevice) {
    this.#device = device;
  }

  beginComputePass(): GPUComputePassEncoder {
    return this;
  }

  setPipeline(): void {}

  setBindGroup(_: number, group: object, [offset = 0]: readonly number[]): void {
    this.#buffers = group as FakeBuffer[];
    this.#element = offset / 256;
  }

  dispatchWorkgroups(x: number, y?: number, z?: number): void {
    this.#widest = Math.max(this.#widest, x);
    const [, output, input] = this.#buffers as [FakeBuffer, FakeBuffer, FakeBuffer];
    const i = this.#element;
    this.runs.push(() => {
      const [to, from] = [new Float32Array(output.bytes.buffer), new Float32Array(input.bytes.buffer)];
      to[i] = 2 * (from[i] as number) * x * (y ?? 0) * (z ?? 0);
    });
  }

  end(): void {}

  clearBuffer(buffer: GPUBuffer, offset: number, size: number): void {
    this.runs.push(() => (buffer as FakeBuffer).bytes.fill(0, offset, offset + size));
  }

  copyBufferToBuffer(source: GPUBuffer, from: number, target: GPUBuffer, to: number, size: number): void {
    this.runs.push(() =>
      (target as FakeBuffer).bytes.set((source as FakeBuffer).bytes.subarray(from, from + size), to),
    );
  }

  finish(): object {
    if (this.#widest > 65_535) this.#device.complain(`${this.#widest} workgroups are too many`);
    return this;
  }
}
