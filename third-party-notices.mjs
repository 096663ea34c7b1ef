// The licences of every package that a build has bundled: they must travel with the code.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One text from esbuild's metafiles: each package once, by name, with its licence and notice files. */
export async function thirdPartyNotices(root, metafiles) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).flatMap(packageFolder)));
  const parts = await Promise.all([...folders].sort().map((folder) => notice(join(root, folder))));
  return `${['This software contains the following packages.', ...new Set(parts)].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** 'node_modules/@scope/name' of an input file; the innermost one when packages are nested. */
function packageFolder(input) {
  const found = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  return found === null ? [] : [found[0]];
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) =>
    /^(licen[cs]e|copying|notice|thirdpartynotice)/i.test(file),
  );
  const texts = await Promise.all(files.sort().map((file) => readFile(join(folder, file), 'utf8')));
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
}
