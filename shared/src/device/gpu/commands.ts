import { refused } from './complaints.ts';
import type { Connection } from './connection.ts';
import type { Latch } from './latch.ts';
import type { Block } from './memory.ts';
import { AT, WORDS } from './parameters.ts';
import { completed } from './special.ts';
import {
  type GPUBuffer,
  type GPUCommandEncoder,
  type GPUComputePassEncoder,
  type GPUComputePipeline,
  STAGE_COMPUTE,
  USAGE,
} from './web-gpu.ts';

/** A compiled shader, with the layout of its buffers. */
export interface Pipeline {
  readonly name: string;
  readonly gpu: GPUComputePipeline;
  readonly layout: object;
}

/** So many dispatches are handed to the driver at once. */
const BATCH = 64;

/**
 * So many batches may be under way before the program waits for them: one that never reads a result would run ahead of the
 * GPU without end, and what it then waits for would seem to hang.
 */
const AHEAD = 16;

/** Bind groups are kept up to this number; then all are made anew. */
const GROUPS = 16_384;

/**
 * What the GPU is to do, in order: dispatches, copies and writes. They are collected and handed over in batches, at the
 * latest when a result is read.
 */
export class Commands {
  readonly #connection: Connection;
  readonly #latch: Latch;
  readonly #uniform: GPUBuffer;
  readonly #words = new Uint32Array(BATCH * WORDS);
  readonly #singles = new Float32Array(this.#words.buffer);
  readonly #layouts = new Map<string, { readonly group: object; readonly pipeline: object }>();
  readonly #pipelines = new Map<string, Pipeline>();
  readonly #groups = new Map<string, object>();
  readonly #staging = new Map<number, GPUBuffer>();
  #encoder: GPUCommandEncoder | null = null;
  #pass: GPUComputePassEncoder | null = null;
  #dispatches = 0;
  #batch = 0;
  #ahead = 0;
  /** How often the host has waited for elements. */
  reads = 0;

  constructor(connection: Connection, latch: Latch) {
    this.#connection = connection;
    this.#latch = latch;
    const usage = USAGE.uniform | USAGE.copyTarget;
    this.#uniform = connection.device.createBuffer({
      label: 'parameters',
      size: BATCH * WORDS * 4,
      usage,
    });
    for (let slot = 0; slot < BATCH; slot++) {
      this.#words[slot * WORDS + AT.infinity] = 0x7f800000;
      this.#words[slot * WORDS + AT.nan] = 0x7fc00000;
    }
  }

  /** The shader of that key, compiled when it is first asked for. It reads `inputs` buffers, and writes `outputs`. */
  pipeline(key: string, name: string, inputs: number, source: () => string, outputs = 1): Pipeline {
    const known = this.#pipelines.get(key);
    if (known !== undefined) return known;
    const { device } = this.#connection;
    const module = device.createShaderModule({ label: name, code: completed(source()) });
    const layout = this.#layout(outputs, inputs);
    const gpu = device.createComputePipeline({
      label: name,
      layout: layout.pipeline,
      compute: { module, entryPoint: 'main' },
    });
    this.#latch.check(name);
    const pipeline = { name, gpu, layout: layout.group };
    this.#pipelines.set(key, pipeline);
    return pipeline;
  }

  /** A whole number among the parameters of the next dispatch. */
  setWord(at: number, value: number): void {
    this.#words[this.#dispatches * WORDS + at] = value;
  }

  /** A float among the parameters of the next dispatch. */
  setSingle(at: number, value: number): void {
    this.#singles[this.#dispatches * WORDS + at] = value;
  }

  /** Runs a shader with the parameters that were set. It writes the outputs, no two of which are one block. */
  dispatch(
    pipeline: Pipeline,
    outputs: readonly Block[],
    inputs: readonly Block[],
    x: number,
    y = 1,
    z = 1,
  ): void {
    const group = this.#group(pipeline, outputs, inputs);
    this.#pass ??= this.#commands().beginComputePass();
    this.#pass.setPipeline(pipeline.gpu);
    this.#pass.setBindGroup(0, group, [this.#dispatches * WORDS * 4]);
    this.#pass.dispatchWorkgroups(x, y, z);
    for (const output of outputs) output.batch = this.#batch;
    for (const input of inputs) input.batch = this.#batch;
    if (++this.#dispatches === BATCH) this.flush(pipeline.name);
  }

  /** Sets the first `bytes` bytes to 0. */
  clear(block: Block, bytes: number): void {
    this.#endPass();
    this.#commands().clearBuffer(block.gpu, 0, bytes);
    block.batch = this.#batch;
  }

  copy(source: Block, target: Block, bytes: number): void {
    this.#endPass();
    this.#commands().copyBufferToBuffer(source.gpu, 0, target.gpu, 0, bytes);
    source.batch = this.#batch;
    target.batch = this.#batch;
  }

  /** Writes words into a block. */
  write(who: string, block: Block, offset: number, words: ArrayBufferView): void {
    // A write goes before the commands that are still being collected: they must not see it.
    if (block.batch === this.#batch) this.flush(who);
    this.#connection.device.queue.writeBuffer(block.gpu, offset, words);
    this.#latch.check(who);
  }

  /**
   * A copy of `bytes` bytes, once all that was asked for is done.
   *
   * @throws RuntimeError where the device is gone.
   */
  read(who: string, block: Block, offset: number, bytes: number): ArrayBuffer {
    this.reads++;
    const staging = this.#stagingOf(bytes);
    this.#endPass();
    this.#commands().copyBufferToBuffer(block.gpu, offset, staging, 0, bytes);
    this.#submit(who);
    this.#await(who, staging, bytes);
    const copy = staging.getMappedRange(0, bytes).slice(0);
    staging.unmap();
    return copy;
  }

  /** Hands over what has been collected. @throws RuntimeError where the device refuses it. */
  flush(who: string): void {
    if (this.#encoder === null) return;
    if (++this.#ahead < AHEAD) {
      this.#submit(who);
      return;
    }
    // The last command of the batch is about a buffer that can be waited for.
    const fence = this.#stagingOf(4);
    this.#endPass();
    this.#encoder.clearBuffer(fence, 0, 4);
    this.#submit(who);
    this.#await(who, fence, 4);
    fence.unmap();
  }

  /** Forgets what mentions buffers, some of which are about to go: commands that use them are handed over first. */
  forgetBuffers(who: string): void {
    this.flush(who);
    this.#groups.clear();
  }

  #submit(who: string): void {
    const { queue } = this.#connection.device;
    this.#endPass();
    if (this.#dispatches > 0) {
      queue.writeBuffer(this.#uniform, 0, this.#words.buffer, 0, this.#dispatches * WORDS * 4);
    }
    const commands = this.#commands().finish();
    this.#encoder = null;
    this.#dispatches = 0;
    this.#batch++;
    queue.submit([commands]);
    this.#latch.check(who);
  }

  /** Waits until all that was handed over is done, and the buffer of its last command mapped. */
  #await(who: string, buffer: GPUBuffer, bytes: number): void {
    const isMapped = this.#connection.map(buffer, bytes);
    this.#latch.checkPresence(who);
    if (!isMapped) throw refused(who, this.#latch.take() ?? 'its results cannot be read');
    this.#ahead = 0;
  }

  #commands(): GPUCommandEncoder {
    this.#encoder ??= this.#connection.device.createCommandEncoder();
    return this.#encoder;
  }

  #endPass(): void {
    this.#pass?.end();
    this.#pass = null;
  }

  #layout(outputs: number, inputs: number): { readonly group: object; readonly pipeline: object } {
    const key = `${outputs} ${inputs}`;
    const known = this.#layouts.get(key);
    if (known !== undefined) return known;
    const { device } = this.#connection;
    const visibility = STAGE_COMPUTE;
    const group = device.createBindGroupLayout({
      entries: [
        { binding: 0, visibility, buffer: { type: 'uniform', hasDynamicOffset: true } },
        ...Array.from({ length: outputs + inputs }, (_, i) => ({
          binding: 1 + i,
          visibility,
          buffer: { type: i < outputs ? 'storage' : 'read-only-storage' } as const,
        })),
      ],
    });
    const layout = { group, pipeline: device.createPipelineLayout({ bindGroupLayouts: [group] }) };
    this.#layouts.set(key, layout);
    return layout;
  }

  #group({ name, layout }: Pipeline, outputs: readonly Block[], inputs: readonly Block[]): object {
    let key = `${outputs.length}`;
    for (const output of outputs) key += `,${output.id}`;
    for (const input of inputs) key += `,${input.id}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    if (this.#groups.size === GROUPS) this.#groups.clear();
    const group = this.#connection.device.createBindGroup({
      label: name,
      layout,
      entries: [
        { binding: 0, resource: { buffer: this.#uniform, size: WORDS * 4 } },
        ...[...outputs, ...inputs].map(({ gpu }, i) => ({ binding: 1 + i, resource: { buffer: gpu } })),
      ],
    });
    this.#groups.set(key, group);
    return group;
  }

  /** A buffer that the host can map, of at least so many bytes. */
  #stagingOf(bytes: number): GPUBuffer {
    const size = Math.max(256, 2 ** Math.ceil(Math.log2(bytes)));
    const known = this.#staging.get(size);
    if (known !== undefined) return known;
    const usage = USAGE.mapRead | USAGE.copyTarget;
    const buffer = this.#connection.device.createBuffer({ label: 'read', size, usage });
    this.#staging.set(size, buffer);
    return buffer;
  }
}
