/** A key in place of an object, for who has the key but not the object. */
export class ExplicitKey {
  readonly key: string;

  constructor(key: string) {
    this.key = key;
  }
}
