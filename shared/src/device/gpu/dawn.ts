import { Callbacks, fulfilled } from './callbacks.ts';
import { collectGarbage } from './collect-garbage.ts';
import { noAdapter, unavailable } from './complaints.ts';
import type { Connection } from './connection.ts';
import { type Class, loadDawn } from './dawn-binary.ts';
import { mainRealm } from './main-realm.ts';
import { requireHardware } from './require-hardware.ts';
import type { GPU, GPUAdapter, GPUDevice, GPUDeviceLostInfo } from './web-gpu.ts';

/*
 * Direct mode: WebGPU in Node, which is Dawn, from the optional package `webgpu`, in the thread that computes and without an
 * await.
 */

/** Dawn itself, which must outlive its devices. What it calls back with is about all of them. */
let opened: { readonly gpu: GPU; readonly callbacks: Callbacks } | undefined;

/**
 * Opens the fastest adapter, by the binary that `findDawn` has found.
 *
 * @throws RuntimeError where there is no driver, or it refuses; Unsettled where Dawn does not answer within the call.
 */
export function openDawn(binary: string): Connection {
  const dawn = loadDawn(binary);
  opened ??= { gpu: dawn.create([]), callbacks: new Callbacks() };
  const { gpu, callbacks } = opened;
  const adapter = callbacks.settled<GPUAdapter>(
    () => gpu.requestAdapter({ powerPreference: 'high-performance' }),
    dawn.globals.GPUAdapter,
  );
  if (adapter === null) throw noAdapter(mainRealm().process.platform);
  const { vendor, architecture, description } = adapter.info;
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  const isSoftware = adapter.info.isFallbackAdapter === true;
  requireHardware(name, isSoftware);
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  const device = callbacks.settled<GPUDevice>(
    () => adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } }),
    dawn.globals.GPUDevice,
  );
  if (device === null) throw unavailable(`the driver refused to open ${name}`, 'Is it up to date?');
  // Without this Node crashes at its exit in one run of five.
  mainRealm().process.on('exit', () => device.destroy());
  return { ...directConnection(device, callbacks, dawn.globals.GPUDeviceLostInfo), name, isSoftware };
}

/** What WebGPU tells only by promises, without them: that a device is lost by an object of the class `lostInfo`. */
export function directConnection(
  device: GPUDevice,
  callbacks: Callbacks,
  lostInfo: Class,
): Omit<Connection, 'name' | 'isSoftware'> {
  return {
    device,
    map: (buffer, bytes) => {
      try {
        return callbacks.mapped(buffer, bytes);
      } catch (error) {
        // It may be at work for ever, and the buffer waits for it: what comes later is told that the device is gone.
        device.destroy();
        throw error;
      }
    },
    lostReason: () => {
      const info = fulfilled<GPUDeviceLostInfo>(device.lost, lostInfo.prototype);
      return info === null ? null : `${info.reason} ${info.message}`.trim();
    },
    collectGarbage,
  };
}
