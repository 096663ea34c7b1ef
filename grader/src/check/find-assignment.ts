import type { Kit } from '../kit.ts';
import { assignmentSlugs, readManifest } from '../pipeline/manifest.ts';
import { InputError } from '../schema/input-error.ts';
import { didYouMean } from '../schema/nearest.ts';

const WHO = 'gradus check';

/**
 * The slug that a student means by 'a03', 'A03', 'softmax' or 'a03-softmax'. Left out, it is the only assignment
 * of the kit. `InputError` lists what there is when the name fits none, or more than one.
 */
export function findAssignment(kit: Kit, asked: string | undefined): string {
  const slugs = assignmentSlugs(kit);
  if (slugs.length === 0) {
    throw new InputError({
      who: WHO,
      seen: `no assignment under ${kit.root}`,
      hint: 'is the folder `assignments` still where it was handed out?',
    });
  }
  if (asked === undefined) return theOnly(slugs) ?? refuse(kit, slugs, 'say which assignment to check');
  const name = asked.toLowerCase();
  const fitting = slugs.filter((slug) => namesOf(slug).includes(name));
  if (fitting.length > 1) return refuse(kit, fitting, `'${asked}' can mean more than one assignment`);
  return fitting[0] ?? refuse(kit, slugs, `there is no assignment '${asked}'`, hintFor(asked, slugs));
}

/** The names of 'a03-softmax': itself, its number and its topic. */
function namesOf(slug: string): string[] {
  const dash = slug.indexOf('-');
  return dash < 0 ? [slug] : [slug, slug.slice(0, dash), slug.slice(dash + 1)];
}

const theOnly = (slugs: readonly string[]): string | undefined => (slugs.length === 1 ? slugs[0] : undefined);

function hintFor(asked: string, slugs: readonly string[]): { hint?: string } {
  if (asked.endsWith('.ts')) return { hint: `a file is named with --file: gradus check a03 --file ${asked}` };
  return didYouMean(asked, slugs.flatMap(namesOf));
}

function refuse(kit: Kit, slugs: readonly string[], seen: string, hint: { hint?: string } = {}): never {
  const lines = slugs.map((slug) => `\n    gradus check ${slug}   ${readManifest(kit, slug).title}`);
  throw new InputError({ who: WHO, seen, expected: `one of${lines.join('')}`, ...hint });
}
