/** The run was stopped from outside; whatever is on disk is whole. Exit status 130. */
export class Interrupted extends Error {
  /** @param resume the command that finishes the work */
  constructor(resume: string) {
    super(`Interrupted. Nothing is lost; this finishes the class:\n  ${resume}`);
    this.name = 'Interrupted';
  }
}
