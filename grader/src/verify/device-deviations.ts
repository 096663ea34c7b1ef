/** Why a case may end otherwise on a GPU than on the CPU. A test holds each complaint against the runtime's own words. */
export interface DeviceDeviation {
  /** What the submission died of there, in the words of the runtime. */
  readonly complaint: RegExp;
  readonly because: string;
}

export const DEVICE_DEVIATIONS: readonly DeviceDeviation[] = [
  {
    complaint: /float64 elements for device 'gpu'/,
    because: 'a GPU has no float64',
  },
  {
    complaint: /there is no torch\.float64 on cuda:0/,
    because: 'a GPU has no float64: such tensors stay on the CPU, and mix with none of the GPU',
  },
  {
    complaint: /can't convert cuda:0 device type tensor to numpy/,
    because:
      'NumPy and scikit-learn take what lies in the memory of the host: from a GPU it comes by x.cpu()',
  },
];
