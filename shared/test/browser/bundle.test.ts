import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as torchModule from '#torch';

/*
 * The built bundle in a browser: a page imports dist/torch.js as an ES module, trains a little, and shows the text that
 * Node prints. It needs a Chromium, from CHROMIUM or the PATH.
 */

const bundle = join(__dirname, '../../../dist/torch.js');

/** Trains a small net for a few steps; everything it shows is text. It is also the page's script: it knows `lib` alone. */
function lesson(lib: typeof torchModule): string {
  const { torch, nn, optim, F } = lib;
  torch.manualSeed(0);
  const net = new nn.Sequential(new nn.Linear(2, 3), new nn.Sigmoid(), new nn.Linear(3, 1));
  const optimizer = new optim.Adam(net.parameters(), { lr: 0.1 });
  const x = torch.tensor([
    [0, 0.5],
    [1, -1.5],
  ]);
  const target = torch.tensor([[0.25], [-1.5]]);
  const losses = [1, 2, 3].map(() => {
    optimizer.zeroGrad();
    const loss = F.mseLoss(net.call(x), target);
    loss.backward();
    optimizer.step();
    return String(loss);
  });
  return [String(net), ...losses, ...[...net.parameters()].map(String)].join('\n');
}

const page = `<!doctype html><meta charset="utf-8"><pre></pre><script type="module">
import * as lib from '/torch.js';
const show = (text) => { document.querySelector('pre').textContent = text; };
try { show((${lesson.toString()})(lib)); } catch (error) { show(String(error.stack)); }
</script>`;

function findChromium(): string | undefined {
  if (process.env.CHROMIUM !== undefined) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

const chromium = findChromium();
let server: Server;
let profile: string;

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'bundle-'));
  server = createServer((request, response) => {
    const isBundle = request.url === '/torch.js';
    response.setHeader('content-type', isBundle ? 'text/javascript' : 'text/html');
    response.end(isBundle ? readFileSync(bundle) : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(profile, { recursive: true, force: true });
});

/** What the page shows once all its scripts have run. */
async function shown(browser: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const { stdout } = await promisify(execFile)(
    browser,
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-extensions', '--no-first-run'],
      ...[`--user-data-dir=${profile}`, '--dump-dom', `http://127.0.0.1:${port}/`],
    ],
    { timeout: 60_000 },
  );
  const text = /<pre>(.*)<\/pre>/s.exec(stdout)?.[1] ?? stdout;
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

if (chromium === undefined) {
  test.skip('the bundle in a browser (no Chromium on the PATH; CHROMIUM=… names one)', () => {});
} else {
  test('the bundle in a browser shows what Node prints', async () => {
    expect(existsSync(bundle)).toBe(true);
    expect(await shown(chromium)).toBe(lesson(torchModule));
  }, 70_000);
}
