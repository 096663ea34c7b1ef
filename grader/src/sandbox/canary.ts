/** What a confined process should not be able to do. */
export const ESCAPES = ['read a file', 'connect', 'signal', 'fork'] as const;
export type Escape = (typeof ESCAPES)[number];

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
process.stdout.write(JSON.stringify(managed), () => process.exit());
`;
