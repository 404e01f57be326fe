/** An element of an XML document. */
export interface Tree {
  readonly name: string;
}
export function readTree(xml: string): Tree;
