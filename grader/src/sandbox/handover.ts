/** The global variable by which a host from a snapshot gives its runtime to the stage's `torch.js`, and takes away again. */
export const HANDOVER = '__gradusRuntime';
