/*
 * As much of WebGPU as the device uses, under the names of the specification (https://www.w3.org/TR/webgpu/). It is
 * written down here because its types come with the compiler's library for browsers, which the runtime, at home in
 * Node too, does without.
 */

export interface GPU {
  requestAdapter(options?: { powerPreference?: 'high-performance' }): Promise<GPUAdapter | null>;
}

export interface GPUAdapter {
  readonly info: GPUAdapterInfo;
  readonly limits: GPULimits;
  requestDevice(descriptor: { requiredLimits: Partial<GPULimits> }): Promise<GPUDevice & GPUErrorScopes>;
}

export interface GPUAdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly isFallbackAdapter?: boolean;
}

export interface GPULimits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
}

export interface GPUDevice {
  readonly limits: GPULimits;
  readonly queue: GPUQueue;
  readonly lost: Promise<GPUDeviceLostInfo>;
  addEventListener(type: 'uncapturederror', listener: (event: GPUUncapturedErrorEvent) => void): void;
  createBuffer(descriptor: { label: string; size: number; usage: number }): GPUBuffer;
  createShaderModule(descriptor: { label: string; code: string }): object;
  createBindGroupLayout(descriptor: { entries: readonly GPUBindGroupLayoutEntry[] }): object;
  createPipelineLayout(descriptor: { bindGroupLayouts: readonly object[] }): object;
  createBindGroup(descriptor: {
    label: string;
    layout: object;
    entries: readonly GPUBindGroupEntry[];
  }): object;
  createComputePipeline(descriptor: {
    label: string;
    layout: object;
    compute: { module: object; entryPoint: string };
  }): GPUComputePipeline;
  createCommandEncoder(): GPUCommandEncoder;
  destroy(): void;
}

/** Tells what was refused between two calls, where it is known when that is complete; the event comes at any time. */
export interface GPUErrorScopes {
  pushErrorScope(filter: 'validation' | 'out-of-memory' | 'internal'): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
}

export interface GPUDeviceLostInfo {
  readonly reason: string;
  readonly message: string;
}

export interface GPUUncapturedErrorEvent {
  readonly error: { readonly message: string };
}

export interface GPUBindGroupLayoutEntry {
  readonly binding: number;
  readonly visibility: number;
  readonly buffer: {
    readonly type: 'uniform' | 'storage' | 'read-only-storage';
    readonly hasDynamicOffset?: boolean;
  };
}

export interface GPUBindGroupEntry {
  readonly binding: number;
  readonly resource: { readonly buffer: GPUBuffer; readonly size?: number };
}

export interface GPUBuffer {
  readonly size: number;
  readonly mapState: 'unmapped' | 'pending' | 'mapped';
  mapAsync(mode: number, offset: number, size: number): Promise<void>;
  getMappedRange(offset: number, size: number): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

export interface GPUComputePipeline {
  /** As it was made with: here the operation that asked for it first. */
  readonly label: string;
}

export interface GPUQueue {
  submit(commands: readonly object[]): void;
  writeBuffer(
    buffer: GPUBuffer,
    bufferOffset: number,
    data: ArrayBufferLike | ArrayBufferView,
    dataOffset?: number,
    size?: number,
  ): void;
}

export interface GPUCommandEncoder {
  beginComputePass(): GPUComputePassEncoder;
  copyBufferToBuffer(
    source: GPUBuffer,
    sourceOffset: number,
    target: GPUBuffer,
    targetOffset: number,
    size: number,
  ): void;
  clearBuffer(buffer: GPUBuffer, offset: number, size: number): void;
  finish(): object;
}

export interface GPUComputePassEncoder {
  setPipeline(pipeline: GPUComputePipeline): void;
  setBindGroup(index: number, group: object, dynamicOffsets: readonly number[]): void;
  dispatchWorkgroups(x: number, y?: number, z?: number): void;
  end(): void;
}

/** GPUBufferUsage. */
export const USAGE = {
  mapRead: 0x1,
  copySource: 0x4,
  copyTarget: 0x8,
  uniform: 0x40,
  storage: 0x80,
} as const;

/** GPUMapMode.READ */
export const MAP_READ = 0x1;

/** GPUShaderStage.COMPUTE */
export const STAGE_COMPUTE = 0x4;
