/** How the cases of one file came out. */
export interface Tally {
  passed: number;
  failed: number;
  excluded: number;
}

/** One row for each file and one for all of them: passed, failed, excluded, and the share that passed. */
export function tallyTable(tallies: ReadonlyMap<string, Tally>): string {
  const rows = [...tallies].filter(([, tally]) => count(tally) > 0);
  const total: Tally = { passed: 0, failed: 0, excluded: 0 };
  for (const [, tally] of rows) {
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.excluded += tally.excluded;
  }
  const width = Math.max(5, ...rows.map(([file]) => file.length));
  const line = (file: string, tally: Tally): string =>
    [
      file.padEnd(width),
      String(tally.passed).padStart(8),
      String(tally.failed).padStart(8),
      String(tally.excluded).padStart(10),
      share(tally).padStart(9),
    ].join('');
  const head = `${'file'.padEnd(width)}  passed  failed  excluded    share`;
  return [head, ...rows.map(([file, tally]) => line(file, tally)), line('total', total)].join('\n');
}

function count({ passed, failed, excluded }: Tally): number {
  return passed + failed + excluded;
}

/** The share of all cases that passed, the excluded ones counted as not passed. */
function share(tally: Tally): string {
  const all = count(tally);
  // Rounded down: 100.0 % means every case.
  return all === 0 ? '-' : `${(Math.floor((tally.passed / all) * 1000) / 10).toFixed(1)} %`;
}
