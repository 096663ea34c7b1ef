import { InputError } from '../schema/input-error.ts';
import type { Verb } from './session.ts';

/** A verb that only the instructor's kit has: here it says so, instead of being unknown. */
export const elsewhere =
  (name: string): Verb =>
  (program) => {
    program
      .command(name, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw new InputError({
          who: `gradus ${name}`,
          seen: "this is a student's kit, and it does not grade or release",
          expected: 'gradus check',
          hint: 'instructors run it in the full kit',
        });
      });
  };
