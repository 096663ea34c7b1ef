import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as torchModule from '#torch';
import { findChromium } from './find-chromium.ts';

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

/** Multiplies until it has seen another thread at a tile, and says so, with an element of the last product. */
async function sharing({ torch }: typeof torchModule): Promise<string> {
  torch.setNumThreads(2);
  const { load } = Atomics;
  let active = 0;
  Atomics.load = ((words: Int32Array, index: number) => {
    const value = load(words, index);
    if (index === 1) active = Math.max(active, value);
    return value;
  }) as typeof load;
  const a = torch.full([512, 512], 0.5);
  for (let i = 0; i < 1000; i++) {
    const y = a.matmul(a);
    if (active > 0) return `${active} other, ${y.at(511, 511).item()}`;
    await new Promise((next) => setTimeout(next, 10));
  }
  return 'alone';
}

const pageOf = (shows: (lib: typeof torchModule) => string | Promise<string>): string => `<!doctype html>
<meta charset="utf-8"><pre></pre><img src="/held" alt=""><script type="module">
import * as lib from '/torch.js';
const show = (text) => { document.querySelector('pre').textContent = text; fetch('/shown'); };
try { show(await (${shows.toString()})(lib)); } catch (error) { show(String(error.stack)); }
</script>`;

const pages = new Map([
  ['/lesson', pageOf(lesson)],
  ['/sharing', pageOf(sharing)],
]);

const chromium = findChromium();
let server: Server;
let profile: string;

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'bundle-'));
  // The browser takes a page as loaded, and prints it, when its picture has come: once the page says so.
  let held: ServerResponse | undefined;
  server = createServer((request, response) => {
    if (request.url === '/held') {
      held = response;
      return;
    }
    if (request.url === '/shown') held?.end();
    const isBundle = request.url === '/torch.js';
    response.setHeader('content-type', isBundle ? 'text/javascript' : 'text/html');
    // Only such pages may have memory that threads share.
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.end(isBundle ? readFileSync(bundle) : pages.get(request.url ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(profile, { recursive: true, force: true });
});

/** What a page shows once all its scripts have run. */
async function shown(browser: string, path: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const { stdout } = await promisify(execFile)(
    browser,
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-extensions', '--no-first-run'],
      ...[`--user-data-dir=${profile}`, '--dump-dom', `http://127.0.0.1:${port}${path}`],
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
    expect(await shown(chromium, '/lesson')).toBe(lesson(torchModule));
  }, 70_000);

  test('large products are shared with a worker, which a page may not wait for asleep', async () => {
    expect(await shown(chromium, '/sharing')).toBe('1 other, 128');
  }, 70_000);
}
