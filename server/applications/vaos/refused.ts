/** What a rule of stock or orders does not allow. Its message goes on after the field's name: "must be at most 5". */
export class Refused extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** Nothing of the caller's has that id. */
export class NotThere extends Error {}
