/** What a confined process should not be able to do. */
export const ESCAPES = [
  'read a file',
  'connect',
  'signal',
  'fork',
  'open a socket',
  'use an inherited descriptor',
] as const;
export type Escape = (typeof ESCAPES)[number];

/** Descriptors beyond the limit that `prlimit` sets can be inherited all the same, so the canary looks far. */
const HIGHEST_DESCRIPTOR = 1024;

/**
 * A script that tries each escape and prints what it managed, as a JSON list. It stands where the host would.
 * Command line: stage, file to read, port on loopback, process to signal.
 */
export const CANARY = `
const [, , , file, port, victim] = process.argv;
const managed = [];
const attempt = async (escape, act) => {
  try {
    await act();
    managed.push(escape);
  } catch {}
};
// First, before this process opens anything of its own.
await attempt('use an inherited descriptor', async () => {
  const { fstatSync } = await import('node:fs');
  const held = Array.from({ length: ${HIGHEST_DESCRIPTOR - 3} }, (_, i) => i + 4).some((descriptor) => {
    try {
      const is = fstatSync(descriptor);
      return is.isFile() || is.isDirectory() || is.isSocket();
    } catch {
      return false;
    }
  });
  if (!held) throw new Error('none that holds anything');
});
await attempt('read a file', async () => (await import('node:fs')).readFileSync(file));
await attempt('connect', async () => {
  const { connect } = await import('node:net');
  await new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(port), timeout: 1000 });
    socket.on('connect', resolve).on('error', reject).on('timeout', reject);
  });
});
await attempt('signal', () => process.kill(Number(victim), 0));
await attempt('fork', async () => {
  const { error } = (await import('node:child_process')).spawnSync(process.execPath, ['--version']);
  if (error) throw error;
});
await attempt('open a socket', async () => {
  const socket = (await import('node:dgram')).createSocket('udp4');
  await new Promise((resolve, reject) => socket.on('error', reject).bind(0, '127.0.0.1', resolve));
  socket.close();
});
process.stdout.write(JSON.stringify(managed), () => process.exit());
`;
